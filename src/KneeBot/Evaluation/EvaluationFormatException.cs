namespace KneeBot.Evaluation;

/// <summary>An evaluation file cannot be used; the message names the file, the line and the reason.</summary>
public sealed class EvaluationFormatException : Exception
{
    public EvaluationFormatException() { }

    public EvaluationFormatException(string message) : base(message) { }

    public EvaluationFormatException(string message, Exception inner) : base(message, inner) { }

    /// <summary>For a file that the system does not give.</summary>
    internal static EvaluationFormatException Unreadable(string path, Exception fault) => new(
        $"{path} cannot be read: " + fault switch
        {
            FileNotFoundException or DirectoryNotFoundException => "there is no such file",
            UnauthorizedAccessException => "no permission to read it, or it is a folder",
            _ => fault.Message,
        },
        fault);
}
