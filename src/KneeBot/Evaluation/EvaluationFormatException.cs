namespace KneeBot.Evaluation;

/// <summary>An evaluation file cannot be used; the message names the file, the line and the reason.</summary>
public sealed class EvaluationFormatException : Exception
{
    public EvaluationFormatException() { }

    public EvaluationFormatException(string message) : base(message) { }

    public EvaluationFormatException(string message, Exception inner) : base(message, inner) { }
}
