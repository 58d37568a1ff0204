namespace KneeBot.Cli;

/// <summary>Lines of standard input, which a stop does not wait for: the console's reader reads on the caller's thread, whatever the token says.</summary>
internal static class InputLines
{
    /// <summary>The next line; null at the end of input.</summary>
    /// <exception cref="OperationCanceledException">Stopped meanwhile; what is typed then is lost.</exception>
    public static Task<string?> NextLineAsync(this TextReader input, CancellationToken ct) => Task.Run(input.ReadLine, ct).WaitAsync(ct);
}
