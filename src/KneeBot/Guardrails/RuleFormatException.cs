namespace KneeBot.Guardrails;

/// <summary>A rule file cannot be used; the message names the file, the line and the reason. Start-up stops on it.</summary>
public sealed class RuleFormatException : Exception
{
    public RuleFormatException() { }

    public RuleFormatException(string message) : base(message) { }

    public RuleFormatException(string message, Exception inner) : base(message, inner) { }
}
