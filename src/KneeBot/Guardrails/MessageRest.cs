namespace KneeBot.Guardrails;

/// <summary>
/// What a very long message holds beyond <see cref="UserTurn.MaxLength"/>: nobody answers it, but a red flag in it must be seen. It is looked through in
/// parts of the length of a long message, so that signs from far apart do not add up to a flag that nobody wrote.
/// </summary>
internal static class MessageRest
{
    private const int PartLength = 1_500, Overlap = 300, LongestWord = 100;

    /// <summary>The parts, in order; each begins before the last one ended, and the same words are one part however often they are repeated.</summary>
    public static IEnumerable<string> Parts(string text) => Windows(text).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Windows(string text)
    {
        if (text.Length <= UserTurn.MaxLength)
            yield break;
        for (var start = UserTurn.MaxLength - Overlap; ; start += PartLength - Overlap)
        {
            var end = Math.Min(start + PartLength, text.Length);
            yield return text[WordStart(text, start)..WordEnd(text, end)];
            if (end == text.Length)
                yield break;
        }
    }

    /// <summary>Half a word may be another word: a part begins after a space and ends before one, where there is one near.</summary>
    private static int WordStart(string text, int start)
    {
        for (var at = start; at < start + LongestWord; at++)
            if (char.IsWhiteSpace(text[at]))
                return at;
        return start;
    }

    private static int WordEnd(string text, int end)
    {
        for (var at = end; at > end - LongestWord && end < text.Length; at--)
            if (char.IsWhiteSpace(text[at]))
                return at;
        return end;
    }
}
