using System.Text.RegularExpressions;
using KneeBot.Conversations;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// Parts a question about two illnesses or injuries, "cyst or clot, how can you tell?", into one about each. Articles seldom
/// compare: what they say of each, side by side, is what a reader can tell them apart by.
/// </summary>
public sealed partial class Comparisons(KneeAnalyzer analyzer, Thesaurus thesaurus)
{
    /// <summary>Most sentences quoted of each.</summary>
    public const int MaxSentences = 3;

    /// <summary>Words such as "and" that are tried as standing between both sides: each costs a look at all stems of the message.</summary>
    private const int MostTried = 24;

    /// <summary>A question about each of the two; empty when the message compares nothing, or things the thesaurus does not know.</summary>
    /// <param name="question">The question, complete in itself.</param>
    public IReadOnlyList<string> Sides(string question)
    {
        var (asked, about) = FollowUpResolver.Split(question);
        if (Contrast().IsMatch(asked) || IsChoice(asked))
            return Between(asked) is { Count: > 0 } sides ? sides : Between(about);
        return Telling().IsMatch(asked) && Choosing().IsMatch(about) ? Between(about) : [];
    }

    /// <summary>A question about the illness or injury that a message names, the last of several; null when it names none that the thesaurus knows.</summary>
    /// <param name="question">The question, complete in itself.</param>
    public string? Named(string question) => Subjects(question).LastOrDefault() is { } label ? Ask(label) : null;

    /// <summary>The illness or injury that a question asks the meaning of, "what is osteoarthritis?", and nothing else; null when it asks for more.</summary>
    /// <param name="question">The question, complete in itself.</param>
    public string? Defined(string question) =>
        Definition().Match(question) is { Success: true } asked && thesaurus.Units(analyzer.Stems(asked.Groups["what"].Value)).ToArray() is [var one] && thesaurus.IsSubject(one)
            ? asked.Groups["what"].Value
            : null;

    private IReadOnlyList<string> Between(string words)
    {
        var stems = new SplitStems(words, analyzer);
        foreach (var between in Betweens().Matches(words).Take(MostTried))
        {
            var one = Subjects(stems.Before(between.Index)).LastOrDefault();
            var other = one is null ? null : Subjects(stems.After(between.Index + between.Length)).FirstOrDefault();
            if (other is not null && other != one)
                return [Ask(one!), Ask(other)];
        }

        return [];
    }

    private IEnumerable<string> Subjects(string words) => Subjects(analyzer.Stems(words));

    private IEnumerable<string> Subjects(IReadOnlyList<Stem> stems) => thesaurus.UnitsInOrder(stems)
        .Where(thesaurus.IsSubject)
        .Select(unit => unit.Labels.First(thesaurus.IsSubject));

    /// <summary>"… or …, how can you tell", "how do I know if it is … or …": both in one line.</summary>
    private static bool IsChoice(string asked) => asked.Split('\n').Any(line =>
        Choosing().Match(line) is { Success: true } or && (Telling().IsMatch(line) || Saying().IsMatch(line, or.Index)));

    private static string Ask(string label) => "what is a " + label.TrimStart('#') + "?";

    [GeneratedRegex(@"^\s*what('?s| is| are)( an?| the)? (?<what>(?>[^?.!,]+))(?>[?.!]*)\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Definition();

    /// <summary>Words that compare.</summary>
    [GeneratedRegex(@"\b(differ|differs|different|differently|differences?|distinguish|distinguishes|distinguishing|compare|compares|compared|comparing|comparison|versus|vs|apart|(tell|know)( \w+){1,4} from|confuse|confused|mistake|mistaken|mix up|mixed up|same)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Contrast();

    [GeneratedRegex(@"\b(or|and|an|n|vs|versus|from|with|to|than|for|as)\b|[&/]", RegexOptions.ExplicitCapture)]
    private static partial Regex Betweens();

    [GeneratedRegex(@"\b(tell|know|which|sure|spot)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Telling();

    [GeneratedRegex(@"\bor\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Choosing();

    [GeneratedRegex(@"\bsay\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Saying();
}
