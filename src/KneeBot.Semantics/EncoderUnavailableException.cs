namespace KneeBot.Semantics;

/// <summary>
/// A file of the sentence encoder is missing or damaged: a configuration fault, never a matter of the text.
/// The message names the file and says what to do. Callers which can do without embeddings may catch it once, at start-up.
/// </summary>
public sealed class EncoderUnavailableException : Exception
{
    public EncoderUnavailableException(string message) : base(message)
    {
    }

    public EncoderUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
