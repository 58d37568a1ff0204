using System.Text.RegularExpressions;

namespace KneeBot.Guardrails;

/// <summary>
/// The start and the end of a message that is longer than <see cref="UserTurn.MaxLength"/>. Nobody answers its end, but it is where a visitor comes to the point, so a red flag
/// in it must be seen. What lies between is not looked through: in very long talk something looks like a flag at last. Neither is cut inside an item: half of "chest pain: no" says something else.
/// </summary>
internal static partial class MessageEnd
{
    /// <summary>The last sentences by themselves, which talk before them would water down, and what leads up to them.</summary>
    private static readonly int[] Lengths = [400, 1_500];

    /// <summary>Characters within which an item ends, or a word.</summary>
    private const int LongestItem = 100;

    /// <summary>The end, shorter and longer; none when the whole message is looked at anyway.</summary>
    public static IEnumerable<string> Of(string text) =>
        text.Length <= UserTurn.MaxLength ? [] : Lengths.Select(length => text[ItemStart(text, text.Length - length)..]);

    /// <summary>The part of a message that is looked at: all of it where it is not too long.</summary>
    public static string StartOf(string text) => text.Length <= UserTurn.MaxLength ? text
        : text[..(Ends().Matches(text[(UserTurn.MaxLength - LongestItem)..UserTurn.MaxLength]).LastOrDefault() is { } end ? UserTurn.MaxLength - LongestItem + end.Index + end.Length : UserTurn.MaxLength)];

    /// <summary>Where an item begins, or where there is none near, a word: half a word may be another word.</summary>
    private static int ItemStart(string text, int start)
    {
        var near = text[start..(start + LongestItem)];
        return Starts().Match(near) is { Success: true } item ? start + item.Index + item.Length
            : near.AsSpan().IndexOfAny(" \t") is >= 0 and var space ? start + space
            : start;
    }

    /// <summary>What an item ends with: a line, a sentence, a box, or the answer to a question.</summary>
    [GeneratedRegex(@"[\n.!;)\]" + TickBoxes.Empty + TickBoxes.Ticked + @"]|\?\s*\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    /// <summary>What stands before an item: the end of a line or a sentence, or nothing before a box.</summary>
    [GeneratedRegex(@"[\n.!?;]|(?=[\[(" + TickBoxes.Empty + TickBoxes.Ticked + "])", RegexOptions.CultureInvariant)]
    private static partial Regex Starts();
}
