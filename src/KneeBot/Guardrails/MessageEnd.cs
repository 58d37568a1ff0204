namespace KneeBot.Guardrails;

/// <summary>
/// The end of a message that is longer than <see cref="UserTurn.MaxLength"/>: nobody answers it, but it is where a visitor comes to the point, so a red flag
/// in it must be seen. What lies between is not looked through: in very long talk something looks like a flag at last.
/// </summary>
internal static class MessageEnd
{
    private const int Length = 1_500, LongestWord = 100;

    /// <summary>The end; null when the whole message is looked at anyway.</summary>
    public static string? Of(string text)
    {
        if (text.Length <= UserTurn.MaxLength)
            return null;
        var start = text.Length - Length;
        for (var at = start; at < start + LongestWord; at++)
            if (char.IsWhiteSpace(text[at]))
                return text[at..]; // half a word may be another word
        return text[start..];
    }
}
