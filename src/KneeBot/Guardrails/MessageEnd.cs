namespace KneeBot.Guardrails;

/// <summary>
/// The end of a message that is longer than <see cref="UserTurn.MaxLength"/>: nobody answers it, but it is where a visitor comes to the point, so a red flag
/// in it must be seen. What lies between is not looked through: in very long talk something looks like a flag at last.
/// </summary>
internal static class MessageEnd
{
    /// <summary>The last sentences by themselves, which talk before them would water down, and what leads up to them.</summary>
    private static readonly int[] Lengths = [400, 1_500];

    private const int LongestWord = 100;

    /// <summary>The end, shorter and longer; none when the whole message is looked at anyway.</summary>
    public static IEnumerable<string> Of(string text) =>
        text.Length <= UserTurn.MaxLength ? [] : Lengths.Select(length => text[WordStart(text, text.Length - length)..]);

    /// <summary>Half a word may be another word: it begins after a space, where there is one near.</summary>
    private static int WordStart(string text, int start)
    {
        for (var at = start; at < start + LongestWord; at++)
            if (char.IsWhiteSpace(text[at]))
                return at;
        return start;
    }
}
