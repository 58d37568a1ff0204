using System.Text.RegularExpressions;

namespace KneeBot.Guardrails;

/// <summary>
/// Boxes before or behind the items of a list, as a form is copied: "[ ] chest pain [x] knee pain". An item with an empty box is read as one that is
/// asked for and answered with "no"; one with a ticked box is told.
/// </summary>
internal static partial class TickBoxes
{
    /// <summary>Boxes from which on they are a list; one alone may be anything.</summary>
    private const int FewestBoxes = 2;

    private const string Answer = "no";

    private static readonly HashSet<string> Ticks = ["x", "y", "yes"];

    /// <summary>Puts an answer behind the items whose box is empty, and takes the ticks out.</summary>
    /// <param name="folded">The text, folded.</param>
    /// <param name="words">Its words.</param>
    public static void Read(string folded, List<WordSplitter.Word> words)
    {
        Match[] boxes = [.. Box().Matches(folded).Cast<Match>()];
        if (boxes.Length < FewestBoxes || !boxes.Any(IsEmpty))
            return;
        var areBehind = folded.AsSpan(boxes[^1].Index + boxes[^1].Length).TrimStart().IsEmpty;
        (WordSplitter.Word Word, Match? Box)[] items = [.. words
            .Where(word => !(Ticks.Contains(word.Text) && boxes.Any(box => box.Index <= word.Start && word.End <= box.Index + box.Length)))
            .Select(word => (word, BoxOf(word, folded, boxes, areBehind)))];
        words.Clear();
        var (sentence, clause) = (0, 0);
        for (var at = 0; at < items.Length; at++)
        {
            var (word, box) = items[at];
            if (at > 0 && (box != items[at - 1].Box || word.Sentence != items[at - 1].Word.Sentence))
                (sentence, clause) = (sentence + 1, clause + 1);
            else if (at > 0 && word.Clause != items[at - 1].Word.Clause)
                clause++;
            var isRefused = box is not null && IsEmpty(box);
            var isLast = isRefused && (at + 1 == items.Length || items[at + 1].Box != box);
            words.Add(word with { Sentence = sentence, Clause = clause, InQuestion = word.InQuestion || isRefused, Disguised = word.Disguised || isLast });
            if (!isLast)
                continue;
            (sentence, clause) = (sentence + 1, clause + 1);
            words.Add(word with { Text = Answer, Sentence = sentence, Clause = clause, InQuestion = false, Disguised = true });
        }
    }

    /// <summary>The box of the item that a word belongs to; null where none stands before it, or behind it, in its line.</summary>
    private static Match? BoxOf(WordSplitter.Word word, string folded, Match[] boxes, bool areBehind)
    {
        var box = areBehind ? boxes.FirstOrDefault(box => box.Index >= word.End) : boxes.LastOrDefault(box => box.Index + box.Length <= word.Start);
        if (box is null)
            return null;
        var (from, to) = areBehind ? (word.End, box.Index) : (box.Index + box.Length, word.Start);
        return folded.AsSpan(from, to - from).Contains('\n') ? null : box;
    }

    private static bool IsEmpty(Match box) => box.Groups["empty"].Success;

    [GeneratedRegex(@"(?<empty>[\[(][ _]?[\])]|[☐□▢◻⬜])|[\[(][x✓✔√y*][\])]|[☑☒✅■]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Box();
}
