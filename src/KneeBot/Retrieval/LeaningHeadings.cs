using System.Text.RegularExpressions;
using KneeBot.Corpus;

namespace KneeBot.Retrieval;

/// <summary>Finds what a heading means that names nothing itself: "What can be done about them?" below "Baker's cysts" is about cysts.</summary>
internal static partial class LeaningHeadings
{
    /// <summary>The passages, each under a heading that leans with the latest heading of its article that names an illness or injury.</summary>
    public static IEnumerable<Passage> Resolve(IEnumerable<Passage> passages, Thesaurus thesaurus)
    {
        var (article, named) = ("", "");
        foreach (var passage in passages)
        {
            if (passage.Id.Article != article)
                (article, named) = (passage.Id.Article, "");
            var namesSubject = thesaurus.Terms(passage.HeadingPath).Any(thesaurus.IsSubject);
            if (namesSubject)
                named = passage.HeadingPath;
            yield return namesSubject || !Pointing().IsMatch(passage.Section) || passage.HeadingPath.Length == 0 ? passage : passage with { LeansOn = named };
        }
    }

    [GeneratedRegex(@"\b(it|its|they|them|their|these|those|one)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pointing();
}
