using System.Text.RegularExpressions;

namespace KneeBot.Guardrails;

/// <summary>
/// Boxes before or behind the items of a list, as a form is copied: "[ ] chest pain [x] knee pain". An item with an empty box is read as one that is
/// asked for and answered with "no"; one with a ticked box is told. One box alone may be anything, unless it opens a line.
/// </summary>
internal sealed partial class TickBoxes(WordLists lists)
{
    private const string Answer = "no";

    private readonly IReadOnlySet<string> _ticks = lists["ticks"];

    /// <summary>Puts an answer behind the items whose box is empty, and takes the ticks out.</summary>
    /// <param name="folded">The text, folded.</param>
    /// <param name="words">Its words.</param>
    public void Read(string folded, List<WordSplitter.Word> words)
    {
        Match[] boxes = [.. Box().Matches(folded).Cast<Match>()];
        if (!boxes.Any(IsEmpty) || (boxes.Length == 1 && !OpensLine(folded, boxes[0]) && !EndsLine(folded, boxes[0])))
            return;
        var items = Items(folded, words, boxes, areBehind: EndsLine(folded, boxes[^1]) && !OpensLine(folded, boxes[0]));
        words.Clear();
        var (sentence, clause) = (0, 0);
        for (var at = 0; at < items.Count; at++)
        {
            var (word, box) = items[at];
            if (at > 0 && (box != items[at - 1].Box || word.Sentence != items[at - 1].Word.Sentence))
                (sentence, clause) = (sentence + 1, clause + 1);
            else if (at > 0 && word.Clause != items[at - 1].Word.Clause)
                clause++;
            var isRefused = box is not null && IsEmpty(box);
            var isLast = isRefused && (at + 1 == items.Count || items[at + 1].Box != box);
            words.Add(word with { Sentence = sentence, Clause = clause, InQuestion = word.InQuestion || isRefused, Disguised = word.Disguised || isLast });
            if (!isLast)
                continue;
            (sentence, clause) = (sentence + 1, clause + 1);
            words.Add(word with { Text = Answer, Sentence = sentence, Clause = clause, InQuestion = false, Disguised = true });
        }
    }

    /// <summary>The words without the ticks, each with the box of its item: the one before it in its line, or behind it; null where there is none.</summary>
    private List<(WordSplitter.Word Word, Match? Box)> Items(string folded, List<WordSplitter.Word> words, Match[] boxes, bool areBehind)
    {
        var items = new List<(WordSplitter.Word Word, Match? Box)>(words.Count);
        var next = 0;
        foreach (var word in words)
        {
            while (next < boxes.Length && boxes[next].Index + boxes[next].Length <= word.Start)
                next++;
            if (next < boxes.Length && boxes[next].Index <= word.Start && _ticks.Contains(word.Text))
                continue;
            var box = areBehind ? boxes.ElementAtOrDefault(next) : boxes.ElementAtOrDefault(next - 1);
            var between = box is null ? default : areBehind ? folded.AsSpan(word.End..box.Index) : folded.AsSpan((box.Index + box.Length)..word.Start);
            items.Add((word, between.Contains('\n') ? null : box));
        }

        return items;
    }

    private static bool OpensLine(string folded, Match box) => folded.AsSpan(0, box.Index).TrimEnd(" \t-*") is var before && (before.IsEmpty || before[^1] == '\n');

    private static bool EndsLine(string folded, Match box) => folded.AsSpan(box.Index + box.Length).TrimStart(" \t.,;") is var after && (after.IsEmpty || after[0] == '\n');

    private static bool IsEmpty(Match box) => box.Groups["empty"].Success;

    /// <summary>Boxes of one character, empty or crossed and ticked.</summary>
    internal const string Empty = "☐□▢◻⬜❌✖✗✘", Ticked = "☑☒✅■✓✔√";

    [GeneratedRegex(@"(?<empty>[\[(][ _]?[\])]|[" + Empty + @"])|[\[(][x✓✔√y*][\])]|[" + Ticked + "]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Box();
}
