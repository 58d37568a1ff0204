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

    [GeneratedRegex(@"^[^.!?:]{1,40}:\s")]
    private static partial Regex Label();
}
