using KneeBot.Answering;
using Microsoft.Extensions.AI;

namespace KneeBot.SemanticKernel;

/// <summary>The configured language model with all it needs, for the engine.</summary>
public sealed class LanguageModel : IDisposable
{
    private readonly ModelConnection _connection;
    private readonly SemanticKernelAnswerComposer _composer;

    /// <param name="options">A provider that is not off.</param>
    /// <param name="encoder">Sentence encoder of the grounding rail; null: words alone decide.</param>
    /// <param name="time">Clock; null: the system's.</param>
    public LanguageModel(GenerationOptions options, IEmbeddingGenerator<string, Embedding<float>>? encoder, TimeProvider? time = null)
    {
        _connection = new ModelConnection(options, time);
        _composer = new SemanticKernelAnswerComposer(_connection.Chat, options, time);
        Setup = new GenerationSetup(_composer, SemanticKernelAnswerComposer.Limits(options), encoder);
    }

    /// <summary>For <c>KneeBotEngine.Start</c>.</summary>
    public GenerationSetup Setup { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        _composer.Dispose();
        _connection.Dispose();
    }
}
