using KneeBot.Corpus;

namespace KneeBot.BotFramework.Channels;

/// <summary>Splits a text that is too long for one message of a channel.</summary>
internal static class MessageParts
{
    /// <summary>The text as messages, in order: as few as fit, split between sentences. One message when the text is short enough.</summary>
    /// <param name="text">The text; nothing of it is lost but the space where it is split.</param>
    /// <param name="limit">Longest message in UTF-16 units, at least <see cref="SentenceSplitter.MaxLength"/>.</param>
    public static IReadOnlyList<string> Split(string text, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, SentenceSplitter.MaxLength);
        if (text.Length <= limit)
            return [text];
        var parts = new List<string>();
        var (start, end) = (-1, -1);
        foreach (var (at, length) in SentenceSplitter.Split(text))
        {
            if (start >= 0 && at + length - start > limit)
            {
                parts.Add(text[start..end]);
                start = -1;
            }

            start = start < 0 ? at : start;
            end = at + length;
        }

        if (start >= 0)
            parts.Add(text[start..end]);
        return parts;
    }
}
