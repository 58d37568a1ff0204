namespace KneeBot.Answering;

/// <summary>Whether the articles answer a question: signals, and the probability made of them by committed weights.</summary>
/// <param name="Signals">By name, each about 0 to 1.</param>
/// <param name="Probability">That the chosen sentences answer the question.</param>
public sealed record AnswerDecision(IReadOnlyDictionary<string, double> Signals, double Probability)
{
    /// <summary>The weights that judged: <c>lexical</c> or <c>semantic</c>, with <c>-given</c> where one passage was given and none searched for, <c>-few</c> where the articles have few sentences.</summary>
    public string Model { get; init; } = "";

    /// <summary>Words of the question that the articles have nothing for.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}
