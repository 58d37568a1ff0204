using System.Text.RegularExpressions;
using KneeBot.Answering;
using KneeBot.Retrieval;

namespace KneeBot.Conversations;

/// <summary>Takes back what was asked before: "no, I meant bursitis" puts the question before to bursitis, "I meant how long" goes on as what it says.</summary>
internal sealed partial class Corrections(KneeAnalyzer analyzer, Thesaurus thesaurus)
{
    /// <summary>The question that a correction means; null when the message corrects nothing.</summary>
    /// <param name="written">The message in lower case without commas, each sentence with its mark.</param>
    /// <param name="topic">The question before; null when there is none.</param>
    /// <returns>The question, complete in itself, or one that is still to be resolved as a follow-up.</returns>
    public Corrected? Read(string written, string? topic)
    {
        var meant = Meaning().Match(written) is { Success: true } strong ? strong.Groups["rest"].Value : null;
        var rest = meant ?? (Lead().Match(written) is { Success: true } weak ? weak.Groups["rest"].Value : written);
        var isCorrection = meant is not null || Correcting().IsMatch(written[..^rest.Length]) || Denied().IsMatch(rest);
        if (topic is not null && isCorrection && Subject(rest) is var (name, instead) && FollowUpResolver.Split(topic) is var (asked, _))
            return new Corrected(Put(name, instead, asked), IsComplete: true);
        return meant is null ? null : new Corrected(meant, IsComplete: false);
    }

    /// <summary>The subject that a correction names and nothing else, and the labels of one that it takes back ("not the root, the cyst").</summary>
    private (string Name, IReadOnlyList<string> Instead)? Subject(string rest)
    {
        var words = rest.TrimEnd('.', '?').Split(' ');
        var mentions = Mentions(words);
        if (mentions.Count == 0 || words.Index().Any(word => !Joining().IsMatch(word.Item) && !mentions.Any(mention => mention.First <= word.Index && word.Index <= mention.Last)))
            return null;
        var denied = mentions.Where(mention => Denied().IsMatch(string.Join(' ', words[..(mention.Last + 1)][Math.Max(0, mention.First - 2)..]))).ToArray();
        var named = mentions.Except(denied).ToArray();
        return named.Length == 0 ? null : (string.Join(' ', words[named[0].First..(named[0].Last + 1)]).TrimEnd('.'), denied.SelectMany(mention => mention.Labels).ToArray());
    }

    /// <summary>The question before, with a subject in place of its own: of the one that is taken back, else the first.</summary>
    private string Put(string name, IReadOnlyList<string> instead, string asked)
    {
        var mentions = Mentions(asked.TrimEnd('.', '?').Split(' '));
        if (mentions.Count == 0)
            return FollowUpResolver.Join(asked, name);
        var old = mentions.FirstOrDefault(mention => mention.Labels.Any(instead.Contains)) ?? mentions[0];
        return NamedSubjects.Replaced(asked, old.First, old.Last, name);
    }

    private List<Mention> Mentions(string[] words)
    {
        var stems = words.Index().SelectMany(word => analyzer.Stems(word.Item).Select(stem => (Word: word.Index, Stem: stem))).ToArray();
        return [.. thesaurus.SubjectsIn([.. stems.Select(entry => entry.Stem)]).Select(found => new Mention(stems[found.First].Word, stems[found.Last].Word, found.Labels))];
    }

    private sealed record Mention(int First, int Last, IReadOnlyList<string> Labels);

    private const string Hesitation = @"((no|nope|nah|sorry|soz|oops|whoops|wait|hang on|hold on|actually|my (bad|mistake)|oh|ah|um|er|but|well|ok|and|apologies|not (that|this|it|those)( one)?|wrong one)[.!?]* )";

    /// <summary>"No, I meant …".</summary>
    [GeneratedRegex("^" + Hesitation + @"*(i|we) (mean|meant|was (asking|talking|thinking) (about|of)|am asking about)[.!?]* (?<rest>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Meaning();

    [GeneratedRegex("^" + Hesitation + @"+(?<rest>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Lead();

    [GeneratedRegex(@"\b(no|nope|nah|sorry|soz|oops|whoops|wait|hang on|hold on|actually|my (bad|mistake)|apologies|not|wrong)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Correcting();

    /// <summary>Words that may stand beside the subject.</summary>
    [GeneratedRegex(@"^(the|a|an|my|one|ones|about|for|with|of|not|but|instead|rather|please|pls|then|thing|its|it|is|was)[.!?]*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Joining();

    [GeneratedRegex(@"\bnot (the|a|an|about|for|my)?\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Denied();
}

/// <summary>What a correction asks.</summary>
/// <param name="Question">The question.</param>
/// <param name="IsComplete">Whether it is complete in itself; else it may lean on the dialogue as any follow-up.</param>
internal sealed record Corrected(string Question, bool IsComplete);
