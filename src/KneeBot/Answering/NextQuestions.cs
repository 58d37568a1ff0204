using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using KneeBot.Corpus;

namespace KneeBot.Answering;

/// <summary>
/// Questions to ask next: about the sections beside the one that was quoted. Every one is put to KneeBot before it is offered, and
/// only those that it answers from that very section are.
/// </summary>
public sealed partial class NextQuestions
{
    /// <summary>Most questions offered.</summary>
    public const int Most = 3;

    private const int MostTried = 8;

    private readonly Dictionary<string, List<Entry>> _sections;
    private readonly HashSet<string> _lowerWords;
    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);

    private sealed record Entry(string HeadingPath, string Question, int Place);

    public NextQuestions(IReadOnlyList<Passage> passages)
    {
        _lowerWords = passages.SelectMany(passage => Word().Matches(passage.Text).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);
        _sections = passages.GroupBy(passage => passage.Id.Article, StringComparer.Ordinal).ToDictionary(
            article => article.Key,
            article => article.Where(passage => passage.HeadingPath.Length > 0).Select(passage => passage.HeadingPath).Distinct()
                .Select((path, place) => new Entry(path, Ask(path[(path.LastIndexOf(Passage.HeadingSeparator, StringComparison.Ordinal) is var at && at < 0 ? 0 : at + Passage.HeadingSeparator.Length)..]), place)).ToList(),
            StringComparer.Ordinal);
    }

    /// <summary>Questions to ask after these passages, the nearest sections first.</summary>
    /// <param name="shown">Passages that were quoted, or that come nearest to a question that is not covered; the first counts.</param>
    /// <param name="mayRepeat">Whether the sections of these passages may be asked about: nothing was quoted from them.</param>
    /// <param name="ask">Puts a question to KneeBot as the first message of a dialogue; null when it would not be answered.</param>
    /// <param name="ct">Cancels the work.</param>
    public async Task<IReadOnlyList<string>> AfterAsync(IReadOnlyList<Passage> shown, bool mayRepeat, Func<string, CancellationToken, Task<Draft?>> ask, CancellationToken ct = default)
    {
        var offered = new List<string>();
        foreach (var entry in Near(shown, mayRepeat).Take(MostTried))
        {
            if (!await IsAnsweredAsync(shown[0].Id.Article, entry, ask, ct).ConfigureAwait(false))
                continue;
            offered.Add(entry.Question);
            if (offered.Count == Most)
                break;
        }

        return offered;
    }

    private IEnumerable<Entry> Near(IReadOnlyList<Passage> shown, bool mayRepeat)
    {
        if (shown.Count == 0 || !_sections.TryGetValue(shown[0].Id.Article, out var all))
            return [];
        var said = shown.Where(passage => passage.Id.Article == shown[0].Id.Article).Select(passage => passage.HeadingPath).Distinct().ToArray();
        var here = all.FindIndex(entry => entry.HeadingPath == said[0]);
        var first = mayRepeat ? said.Select(path => all.FirstOrDefault(entry => entry.HeadingPath == path)).OfType<Entry>() : [];
        return first.Concat(all.Where(entry => !said.Contains(entry.HeadingPath))
            .OrderBy(entry => Chapter(entry.HeadingPath) == Chapter(said[0]) ? 0 : 1)
            .ThenBy(entry => Math.Abs(entry.Place - here)).ThenByDescending(entry => entry.Place));
    }

    private async Task<bool> IsAnsweredAsync(string article, Entry entry, Func<string, CancellationToken, Task<Draft?>> ask, CancellationToken ct)
    {
        if (_answered.TryGetValue(entry.Question, out var known))
            return known;
        var draft = await ask(entry.Question, ct).ConfigureAwait(false);
        return _answered[entry.Question] = draft?.Sentences.Any(quoted => quoted.Passage.Id.Article == article && quoted.Passage.HeadingPath == entry.HeadingPath) ?? false;
    }

    private static string Chapter(string path) => path.Split(Passage.HeadingSeparator)[0];

    /// <summary>"How a root tears" becomes "Tell me how a root tears", a name "Tell me about …"; a heading that asks stays as it is.</summary>
    private string Ask(string heading)
    {
        if (heading.EndsWith('?'))
            return heading;
        var first = heading.Split(' ')[0];
        // A word that the articles also write small is no name.
        var begins = heading.Length > 1 && _lowerWords.Contains(first.ToLowerInvariant()) ? char.ToLowerInvariant(heading[0]) + heading[1..] : heading;
        return (Clause().IsMatch(heading) ? "Tell me " + char.ToLowerInvariant(heading[0]) + heading[1..] : "Tell me about " + begins).TrimEnd('.', ':');
    }

    [GeneratedRegex(@"^(how|what|why|who|when|where|which)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Clause();

    [GeneratedRegex(@"\b\p{Ll}[\p{Ll}'’-]*\b", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
