using System.Text.RegularExpressions;
using KneeBot.Corpus;

namespace KneeBot.Answering;

/// <summary>Items of lists: "Operation: takes about 15 minutes." says nothing without what the list is of.</summary>
internal static partial class ListItems
{
    private const int LongestFragment = 8;

    /// <summary>Whether a sentence is an item that means little without the sentence or the heading above its list.</summary>
    public static bool NeedsLead(Passage passage, Sentence sentence) =>
        sentence.IsListItem && passage.Quote(sentence) is { Length: > 0 } text
        && (Label().IsMatch(text) || char.IsLower(text[0]) || (text[^1] is not ('.' or '!' or '?') && text.AsSpan().Count(' ') < LongestFragment));

    /// <summary>Whether both are items of the same list.</summary>
    public static bool AreOfOneList(IndexedSentence one, IndexedSentence other) =>
        one.Sentence.IsListItem && other.Sentence.IsListItem && one.Passage.Id == other.Passage.Id && one.Sentence.IntroducedBy == other.Sentence.IntroducedBy;

    /// <summary>The items of the only list that sentences give, each by the sentence that begins it; empty where they give several lists, or none.</summary>
    public static IReadOnlyList<string> Openings(IReadOnlyList<QuotedSentence> said)
    {
        var items = said.Where(quoted => quoted.Sentence.IsListItem).ToArray();
        return items.Select(item => (item.Passage.Id, item.Sentence.IntroducedBy)).Distinct().Count() == 1
            ? [.. items.Where(BeginsItem).Select(item => item.Text)]
            : [];
    }

    /// <summary>Whether a sentence opens its item: a line of its own begins with it.</summary>
    private static bool BeginsItem(QuotedSentence item) =>
        item.Sentence.Start == 0 || item.Passage.Text.LastIndexOf('\n', item.Sentence.Start - 1) is var line && !item.Passage.Text.AsSpan(line + 1, item.Sentence.Start - line - 1).ContainsAnyInRange('A', 'z');

    [GeneratedRegex(@"^[^.!?:]{1,40}:\s")]
    private static partial Regex Label();
}
