using System.Globalization;
using System.Text.RegularExpressions;
using KneeBot.Guardrails;

namespace KneeBot.Conversations;

/// <summary>
/// What a message means by place alone: "the third", "tell me more about #2", "number 2 and 3", "the first two", "both". It names nothing else,
/// so that nothing can be looked for by its words.
/// </summary>
internal sealed partial class ItemPlaces
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    private readonly Match _match;

    private ItemPlaces(Match match) => _match = match;

    /// <summary>What a message means by place; null when it says more, or nothing of the kind.</summary>
    /// <param name="text">The message; a dash between two numbers, which its words lack, is read as "to".</param>
    public static ItemPlaces? In(NormalizedText text) =>
        Pattern().Match(Range().IsMatch(text.Original) ? Pair().Replace(text.Folded, "$1 to $2", 1) : text.Folded) is { Success: true } match ? new ItemPlaces(match) : null;

    /// <summary>Whether it is a number by itself, or an option or question by its number: a choice of what was offered rather than an item of a list.</summary>
    public bool IsChoice => _match.Groups["offered"].Success || (!_match.Groups["lead"].Success && !_match.Groups["several"].Success && _match.Groups["place"].Captures is [var place] && int.TryParse(place.Value.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>The places, from 0, in the order they are named; empty when one of them is none.</summary>
    /// <param name="count">How many items there are.</param>
    public IReadOnlyList<int> Of(int count)
    {
        if (_match.Groups["begin"] is { Success: true } begin)
            return Between(Number(begin.Value), Number(_match.Groups["end"].Value), count);
        if (_match.Groups["those"] is { Success: true } those)
            return Number(those.Value) == count ? Some(count, isFromEnd: false, count) : []; // "those two" of eight may be any
        if (_match.Groups["many"] is { Success: true } many)
            return Some(Number(many.Value), _match.Groups["from"].Value == "last", count);
        if (_match.Groups["all"] is { Success: true } all)
            return all.Value == "both" ? Some(2, isFromEnd: false, count) : [.. Enumerable.Range(0, count)];
        int[] places = [.. _match.Groups["place"].Captures.Select(place => place.Value == "last" ? count - 1 : Number(place.Value) - 1).Distinct()];
        return Array.TrueForAll(places, place => place >= 0 && place < count) ? places : [];
    }

    private static IReadOnlyList<int> Some(int many, bool isFromEnd, int count) =>
        many > count || many < 1 ? [] : [.. Enumerable.Range(isFromEnd ? count - many : 0, many)];

    private static IReadOnlyList<int> Between(int first, int last, int count) =>
        first < 1 || last > count || last < first ? [] : [.. Enumerable.Range(first - 1, last - first + 1)];

    /// <summary>"2", "2nd", "two", "second"; 0 for what counts nothing.</summary>
    private static int Number(string word) =>
        int.TryParse(word.TrimEnd('s', 't', 'n', 'd', 'r', 'h'), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits
        : NumberWords.Values.GetValueOrDefault(word, Array.IndexOf(Ordinals, word) + 1);

    private const string Polite = "ok|okay|yes|and|also|so|then|please|pls|um|er|hm|hi|no|nope|nah|sorry|oops|wait|actually|i mean|i meant|can you|could you|would you|can i|could i|may i|i want|i would like|id like|let me";

    private const string Asking = @"((to )?(tell|give|show|explain|know|hear|see|read|say)( me| us)?|info(rmation)?|details|what is|whats|what are|what about|how about|more)( (a bit |a little |some |much )?(more|info(rmation)?|details))?( (about|on|of|for|with|to))?";

    private const string Named = "one|ones|item|items|cause|causes|reason|reasons|point|points|thing|things|bullet|bullets|topic|topics|on (the|your|that|this) list|in (the|your|that|this) list|from (the|your|that) list|of (those|these|them|the list)|you (said|listed|named|mentioned)|please|pls|plz|then|thanks|thank you|sorry|mean|means|exactly|again|in (more )?detail";

    private const string Ordinal = "1st|2nd|3rd|[4-8]th|first|second|third|fourth|fifth|sixth|seventh|eighth|last";

    private const string Cardinal = "one|two|three|four|five|six|seven|eight";

    private const string Determiners = "((the|that|those|these|all|my) )*";

    /// <summary>An ordinal or a digit, a number after "number", a number word by itself: not "that one", "those two".</summary>
    private const string Place = "(" + Determiners + "(?<place>" + Ordinal + "|[0-9])|(" + Determiners + Numbered + ")(?<place>-?[0-9]{1,2}|" + Cardinal + "|" + Ordinal + ")|(?<place>" + Cardinal + "))";

    [GeneratedRegex(
        "^((" + Polite + ") )*(?<lead>" + Asking + " )?("
        + Determiners + "(?<from>first|last|top) (?<many>two|three|four|zero|[0-9]{1,2})"
        + "|((all|both) )?(of )?(the|those|these|my) (?<those>two|three|four|[2-4])"
        + "|" + Determiners + "(?<all>both|all|everything)( (two|three|2|3))?"
        + "|(" + Numbered + "|numbers |items )?(?<begin>[1-9])( to | till | through )(?<end>[1-9])"
        + "|" + Place + "(?<several>( (one|item|cause|reason))? (and|or|plus|then|n) " + Place + "| (?<place>[1-9]))*"
        + ")( (" + Named + "))*$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();

    /// <summary>Two numbers with a dash between them: "1-3".</summary>
    [GeneratedRegex(@"\b[1-9]\s?[-–—]\s?[1-9]\b")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b([1-9]) ([1-9])\b")]
    private static partial Regex Pair();

    private const string NumberedWord = "number|no|nr|num|item|cause|reason|point";

    private const string Numbered = "((?<offered>option|question|q|choice|suggestion) |(" + NumberedWord + ") )";
}
