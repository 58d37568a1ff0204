using System.Text.RegularExpressions;
using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// Questions to ask next: about the sections beside the one that was quoted. Each is tied to its section, so that it gets that
/// section's opening as its answer by construction, and offering it costs no search.
/// </summary>
public sealed partial class NextQuestions
{
    /// <summary>Most questions offered.</summary>
    public const int Most = 3;

    /// <summary>Sections looked at for one offer.</summary>
    private const int MostTried = 8;

    private readonly Dictionary<string, List<Entry>> _sections;
    private readonly Dictionary<string, Entry> _byWords = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lowerWords, _names;
    private readonly TextNormalizer _normalizer;
    private readonly Func<string, string> _called;
    private readonly AnswerOptions _options;
    private readonly bool _isOne;

    private enum Fitness
    {
        NotJudged,
        Fit,
        Unfit,
    }

    private sealed record Entry(string HeadingPath, string Question, int Place, IReadOnlyList<Passage> Passages)
    {
        public required NormalizedText Normalized { get; init; }

        /// <summary>The section's first sentences, once they were asked for.</summary>
        public IReadOnlyList<QuotedSentence>? Opening { get; set; }

        /// <summary>Whether the question passes the rails and its answer too; not judged until somebody could be offered it.</summary>
        public Fitness Fitness { get; set; }
    }

    /// <param name="passages">The passages of the corpus.</param>
    /// <param name="normalizer">Reads an offered question as it will be read when a visitor sends it.</param>
    /// <param name="options">Length of an answer.</param>
    /// <param name="called">What an article (its id) calls its subject; empty: nothing.</param>
    public NextQuestions(IReadOnlyList<Passage> passages, TextNormalizer normalizer, AnswerOptions options, Func<string, string> called)
    {
        (_normalizer, _options, _called) = (normalizer, options, called);
        _isOne = passages.Select(passage => passage.Id.Article).Distinct().Take(2).Count() < 2;
        _lowerWords = passages.SelectMany(passage => Word().Matches(passage.Text).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);
        _names = passages.SelectMany(passage => NameWithin().Matches(passage.Text).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);
        var shared = passages.Where(passage => passage.HeadingPath.Length > 0).Select(passage => (passage.Id.Article, Last(passage.HeadingPath))).Distinct()
            .CountBy(section => section.Item2, StringComparer.OrdinalIgnoreCase).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _sections = passages.GroupBy(passage => passage.Id.Article, StringComparer.Ordinal).ToDictionary(
            article => article.Key,
            article => article.Where(passage => passage.HeadingPath.Length > 0).GroupBy(passage => passage.HeadingPath)
                .Select((section, place) => Section(section, place, shared)).ToList(),
            StringComparer.Ordinal);
    }

    /// <summary>The opening of the section that a question was offered for; null when it is no offered question.</summary>
    public SectionOpening? Find(NormalizedText question) =>
        _byWords.TryGetValue(question.Folded, out var entry) && Opening(entry) is { Count: > 0 } opening ? new SectionOpening(entry.Passages, opening) : null;

    /// <summary>The question of what was asked, if it is an offered one, and those of the sections whose opening these sentences say.</summary>
    public IReadOnlyList<string> Told(NormalizedText asked, IReadOnlyList<QuotedSentence> said)
    {
        var sections = said.Select(quoted => quoted.Passage.Id.Article).Distinct().SelectMany(article => _sections.GetValueOrDefault(article, []));
        var told = sections.Where(entry => Opening(entry) is { Count: > 0 } opening && opening.All(said.Contains)).Select(entry => entry.Question);
        return [.. (_byWords.TryGetValue(asked.Folded, out var question) ? told.Append(question.Question) : told).Distinct()];
    }

    /// <summary>Questions to ask after these passages, the nearest sections first.</summary>
    /// <param name="shown">Passages that were quoted, or that come nearest to a question that is not covered; the first counts.</param>
    /// <param name="mayRepeat">Whether the sections of these passages may be asked about: nothing was quoted from them.</param>
    /// <param name="told">Questions not to offer: their answers have been said.</param>
    /// <param name="isFit">Whether a question, and the answer it would get, pass the rails. Asked once for each question.</param>
    public IReadOnlyList<string> After(IReadOnlyList<Passage> shown, bool mayRepeat, IReadOnlyCollection<string> told, Func<NormalizedText, SectionOpening, bool> isFit) =>
        [.. Near(shown, mayRepeat).Where(entry => !told.Contains(entry.Question)).Take(MostTried).Where(entry => IsFit(entry, isFit)).Take(Most).Select(entry => entry.Question)];

    /// <summary>Judges the first questions now, so that no visitor waits for it.</summary>
    public void Prepare(int most, Func<NormalizedText, SectionOpening, bool> isFit)
    {
        foreach (var entry in _sections.Values.SelectMany(entries => entries).Take(most))
            IsFit(entry, isFit);
    }

    private bool IsFit(Entry entry, Func<NormalizedText, SectionOpening, bool> isFit)
    {
        if (entry.Fitness == Fitness.NotJudged)
            entry.Fitness = ReferenceEquals(_byWords.GetValueOrDefault(entry.Normalized.Folded), entry) && Find(entry.Normalized) is { } opening && isFit(entry.Normalized, opening) ? Fitness.Fit : Fitness.Unfit;
        return entry.Fitness == Fitness.Fit;
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

    private Entry Section(IGrouping<string, Passage> section, int place, HashSet<string> shared)
    {
        var heading = Last(section.Key);
        var (title, subject) = (section.First().ArticleTitle, _isOne ? "" : section.First().Subject);
        var question = AskStandard(section.Key, section.First().Id.Article)
            ?? (subject.Length > 0 ? Named(Ask(heading), section.Key, subject) : Ask(heading) + (shared.Contains(heading) && title.Length > 0 ? $" ({title})" : ""));
        var entry = new Entry(section.Key, question, place, [.. section]) { Normalized = _normalizer.Normalize(question) };
        _byWords.TryAdd(entry.Normalized.Folded, entry);
        return entry;
    }

    private IReadOnlyList<QuotedSentence> Opening(Entry entry) => entry.Opening ??= SectionOpening.Of(entry.Passages, _options);

    /// <summary>What a section under a heading that many articles share answers: "What are the symptoms of gout?"; null where the heading says more, or the article names no subject.</summary>
    internal string? AskStandard(string headingPath, string article) => StandardHeadings.BuiltIn.Ask(headingPath, _called(article));

    private static string Last(string path) =>
        path[(path.LastIndexOf(Passage.HeadingSeparator, StringComparison.Ordinal) is var at && at < 0 ? 0 : at + Passage.HeadingSeparator.Length)..];

    private static string Chapter(string path) => path.Split(Passage.HeadingSeparator)[0];

    /// <summary>"How a root tears" becomes "Tell me how a root tears", a name "Tell me about …"; a heading that asks stays as it is.</summary>
    internal string Ask(string heading)
    {
        if (heading.EndsWith('?'))
            return heading;
        return (IsClause(heading) ? "Tell me " + char.ToLowerInvariant(heading[0]) + heading[1..] : "Tell me about " + Within(heading)).TrimEnd('.', ':');
    }

    /// <summary>A heading as it stands within a sentence: its first word small, and every word of "Foods Rich In Iron", but for names and what is no plain word.</summary>
    private string Within(string heading)
    {
        var words = heading.Split(' ');
        var isTitleCase = words.Length > 1 && words.Skip(1).All(word => !char.IsLower(word[0]) || word.Length < 4);
        return string.Join(' ', words.Index().Select(word => (word.Index == 0 || isTitleCase) && Capitalised().IsMatch(word.Item) && !IsName(word.Item) ? word.Item.ToLowerInvariant() : word.Item));
    }

    /// <summary>Whether the articles write a word with a capital within their sentences, and never small.</summary>
    private bool IsName(string word) => _names.Contains(word) && !_lowerWords.Contains(word.ToLowerInvariant());

    /// <summary>A question that says which subject it is about: "How is it treated?" becomes "How is gout treated?", "Tell me about symptoms" "Tell me about symptoms (gout)".</summary>
    /// <param name="question">The question.</param>
    /// <param name="headingPath">The headings of the section it asks about; one above the innermost says more than the article's subject.</param>
    /// <param name="subject">The article's subject; empty: the question stays as it is.</param>
    internal static string Named(string question, string headingPath, string subject)
    {
        var above = headingPath.Split(Passage.HeadingSeparator) is [.., var parent, _] ? parent : subject;
        if (above.Length == 0 || Says(above) || Says(subject))
            return question;
        return question.EndsWith('?') && It().Count(question) == 1 && !Plural().IsMatch(above) ? It().Replace(question, above) : $"{question} ({above})";

        // "A heel spur" names what an article on heel spurs is about.
        bool Says(string name) => question.Contains(Plural().IsMatch(name) ? name[..^1] : name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a heading is a clause, "How a root tears", rather than a name.</summary>
    internal static bool IsClause(string heading) => Clause().IsMatch(heading);

    [GeneratedRegex(@"^(how|what|why|who|when|where|which)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Clause();

    [GeneratedRegex(@"\bit\b")]
    private static partial Regex It();

    /// <summary>"How is sore knees treated?" reads badly.</summary>
    [GeneratedRegex(@"[^siu]s$")]
    private static partial Regex Plural();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}[\p{Ll}'’-]*[,:]?$")]
    private static partial Regex Capitalised();

    /// <summary>A capital where no sentence begins.</summary>
    [GeneratedRegex(@"(?<=[\p{Ll}\p{Nd},;)] )\p{Lu}[\p{L}'’-]*")]
    private static partial Regex NameWithin();

    [GeneratedRegex(@"\b\p{Ll}[\p{Ll}'’-]*\b")]
    private static partial Regex Word();
}

/// <summary>What an offered question gets.</summary>
/// <param name="Passages">The passages of its section.</param>
/// <param name="Sentences">The section's first sentences.</param>
public sealed record SectionOpening(IReadOnlyList<Passage> Passages, IReadOnlyList<QuotedSentence> Sentences)
{
    /// <summary>The first sentences of a section, while there is room; questions and introductions alone say nothing.</summary>
    internal static IReadOnlyList<QuotedSentence> Of(IReadOnlyList<Passage> passages, AnswerOptions options)
    {
        var opening = new List<QuotedSentence>();
        var room = options.MaxWords;
        foreach (var quoted in passages.SelectMany(passage => passage.Sentences.Select(sentence => new QuotedSentence(passage, sentence))))
        {
            if (quoted.Text is not { Length: > 0 } text || text[^1] is '?' or ':')
                continue;
            room -= text.AsSpan().Count(' ') + 1;
            if (opening.Count == options.MaxSentences || (room < 0 && opening.Count > 0))
                break;
            opening.Add(quoted);
        }

        return [.. WholeStatements.Add(opening)];
    }

    /// <summary>As passages that were found.</summary>
    public IReadOnlyList<ScoredPassage> Found => [.. Passages.Select(passage => new ScoredPassage(passage, 1))];

    /// <summary>As a draft.</summary>
    public Draft Draft => new(Sentences, [.. Sentences.Select(quoted => new SentenceCandidate(quoted.Passage.Id, quoted.Text, 1, "chosen: the opening of the section that was offered"))]) { Proposed = Sentences };
}
