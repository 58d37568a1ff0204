using System.Text.RegularExpressions;
using KneeBot.Conversations;
using KneeBot.Corpus;

namespace KneeBot.Retrieval;

/// <summary>
/// Which articles of several a question is about: one that names the subject of an article keeps to that article. Where no article names
/// a subject, or the only one has sections on several, every question is about all of them.
/// </summary>
public sealed partial class ArticleSubjects
{
    private readonly Thesaurus _thesaurus;
    private readonly KneeAnalyzer _analyzer;
    private readonly Dictionary<string, HashSet<string>> _own = new(StringComparer.Ordinal), _sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private readonly string _only = "";

    /// <summary>Reads the subjects of the articles and makes them known to the thesaurus.</summary>
    /// <param name="corpus">The articles.</param>
    /// <param name="analyzer">Analysis of words.</param>
    /// <param name="thesaurus">Gets a line of subjects for each article, and for each section that says what its heading names.</param>
    public ArticleSubjects(ArticleCorpus corpus, KneeAnalyzer analyzer, Thesaurus thesaurus)
    {
        (_analyzer, _thesaurus, Passages) = (analyzer, thesaurus, [.. LeaningHeadings.Resolve(corpus.Passages, thesaurus)]);
        var names = new SubjectNames(corpus.Passages, analyzer, thesaurus);
        if (corpus.Articles.Count < 2)
        {
            if (corpus.Passages.Count > 0 && names.OfArticle(corpus.Passages) is [var only, ..])
                _only = only;
            if (_only.Length == 0 || corpus.Passages.Any(passage => thesaurus.Terms(passage.HeadingPath).Any(thesaurus.IsSubject)))
                return;
        }

        var articles = corpus.Passages.GroupBy(passage => passage.Id.Article, StringComparer.Ordinal).Select(article => article.ToArray()).ToArray();
        var lines = articles.Select(article => (Article: article, Names: names.OfArticle(article), Sections: article.DistinctBy(passage => passage.HeadingPath).Select(names.OfSection).Where(section => section.Count > 0).ToArray())).ToArray();
        foreach (var (article, own, sections) in lines)
        {
            if (own.Count > 0)
            {
                _names[article[0].Id.Article] = own[0];
                Add(_own, thesaurus.AddSubject(own), article[0]);
            }

            foreach (var section in sections)
                thesaurus.AddSubject(section);
        }

        var exact = _own.Keys.ToHashSet(StringComparer.Ordinal); // an article on fever is not also meant where a title has "hay fever"
        foreach (var passage in corpus.Passages.DistinctBy(passage => (passage.Id.Article, passage.HeadingPath)))
        {
            foreach (var label in thesaurus.Terms(passage.ArticleTitle).Where(label => thesaurus.IsSubject(label) && !exact.Contains(label)))
                Add(_own, label, passage);
            foreach (var label in thesaurus.Terms(passage.HeadingPath).Where(thesaurus.IsSubject))
                Add(_sections, label, passage);
        }

        Passages = [.. Passages.Select(passage => passage with { Subject = _names.GetValueOrDefault(passage.Id.Article, "") })];
    }

    /// <summary>The passages of all articles, each with its article's subject.</summary>
    public IReadOnlyList<Passage> Passages { get; }

    /// <summary>Whether the label stands for the subject of an article, or of a section.</summary>
    public bool IsNamed(string label) => _own.ContainsKey(label) || _sections.ContainsKey(label);

    /// <summary>Whether the label stands for the subject of the whole article.</summary>
    public bool IsOwn(string label, string article) => _own.TryGetValue(label, out var articles) && articles.Contains(article);

    /// <summary>What an article calls its subject, as within a sentence; empty when it is the only article, or names none.</summary>
    public string Name(string article) => _only.Length > 0 ? "" : _names.GetValueOrDefault(article, "");

    /// <summary>What an article calls its subject, also where it is the only article; empty when it names none.</summary>
    public string Called(string article) => _only.Length > 0 ? _only : Name(article);

    /// <summary>A heading below its article's subject, where it does not name it.</summary>
    public string Place(string article, string heading) => Passage.Below(Name(article), heading);

    /// <summary>The ids of the articles a question is about; empty: of all.</summary>
    /// <param name="question">The question, complete in itself.</param>
    public IReadOnlySet<string> Scope(string question)
    {
        if (_only.Length > 0)
            return new HashSet<string>();
        var (asked, about) = FollowUpResolver.Split(question);
        return Labels(asked) is { Count: > 0 } named ? Articles(named) : AsksAcross(asked) ? Articles([]) : Articles(Labels(about));
    }

    /// <summary>Whether a question asks of several illnesses at once, whatever the dialogue is about: "which of these illnesses …".</summary>
    internal bool AsksAcross(string question) => _own.Count + _sections.Count > 0 && Across().IsMatch(question);

    /// <summary>Where a text names subjects of articles, in order.</summary>
    internal IReadOnlyList<SubjectMention> Mentions(string text)
    {
        if (_own.Count + _sections.Count == 0)
            return [];
        var stems = text.Split(' ').Index().SelectMany(word => _analyzer.Stems(word.Item).Select(stem => (Word: word.Index, Stem: stem))).ToArray();
        return [.. _thesaurus.SubjectsIn([.. stems.Select(entry => entry.Stem)])
            .Where(found => found.Labels.Any(IsNamed))
            .Select(found => new SubjectMention(stems[found.First].Word, stems[found.Last].Word, found.Labels.First(IsNamed)))];
    }

    /// <summary>The subjects a text names; what only describes one ("a lump") may be something else.</summary>
    private List<string[]> Labels(string text) => text.Length == 0 || _own.Count + _sections.Count == 0 ? []
        : [.. _thesaurus.Units(_analyzer.Stems(text)).Where(unit => !unit.IsDescription && _thesaurus.IsSubject(unit)).Select(unit => unit.Labels.Where(_thesaurus.IsSubject).ToArray())];

    /// <summary>The articles that have all the subjects, else those that have one; whole articles before sections.</summary>
    private HashSet<string> Articles(List<string[]> subjects)
    {
        foreach (var places in new[] { _own, _sections })
        {
            var articles = subjects.Select(labels => labels.SelectMany(label => places.GetValueOrDefault(label, [])).ToHashSet(StringComparer.Ordinal)).Where(found => found.Count > 0).ToArray();
            if (articles.Length == 0)
                continue;
            var common = articles.Aggregate((all, next) => [.. all.Intersect(next)]);
            return common.Count > 0 ? common : [.. articles.SelectMany(found => found)];
        }

        return [];
    }

    private static void Add(Dictionary<string, HashSet<string>> places, string label, Passage passage)
    {
        if (!places.TryGetValue(label, out var articles))
            places[label] = articles = new HashSet<string>(StringComparer.Ordinal);
        articles.Add(passage.Id.Article);
    }

    [GeneratedRegex(@"\b(which|any|other|all|every|these|those|your|the)( (of|the|these|those|other|your))* (illnesses|conditions|diseases|ailments|disorders|articles)\b|\bwhat (illnesses|conditions|diseases|ailments|disorders)\b|\bwhich (illness|condition|disease|ailment|disorder)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Across();
}

/// <summary>A subject named in a text.</summary>
/// <param name="First">Its first word's place, from 0.</param>
/// <param name="Last">Its last word's place.</param>
/// <param name="Label">The thesaurus line it belongs to.</param>
internal readonly record struct SubjectMention(int First, int Last, string Label);
