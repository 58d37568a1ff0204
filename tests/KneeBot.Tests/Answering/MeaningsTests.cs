using KneeBot.Answering;
using Microsoft.Extensions.AI;

namespace KneeBot.Tests.Answering;

public sealed class MeaningsTests
{
    [Fact]
    public async Task AnEncoderThatFailsCountsAsNone()
    {
        using var encoder = new Broken();
        var meanings = new Meanings(encoder, TimeProvider.System);
        (await meanings.CompareAsync("question", ["sentence"], TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private sealed class Broken : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("broken");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
