using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// The section whose heading says what a question asks, and nothing else: "how are kidney stones treated" is answered below "Treatment", "what
/// should I avoid" below "What to avoid", and a question that names the article's subject alone by the article's opening.
/// </summary>
public sealed class AskedSections
{
    private readonly Thesaurus _thesaurus;
    private readonly KneeAnalyzer _analyzer;
    private readonly QuestionKinds _kinds;
    private readonly QuestionReader _reader;
    private readonly ArticleSubjects _subjects;
    private readonly AnswerOptions _options;
    private readonly Dictionary<string, Section[]> _sections;

    /// <summary>A section, what its heading says beside the article's subject, and the kinds of question that it answers.</summary>
    private sealed record Section(IReadOnlyList<Passage> Passages, IReadOnlyList<QueryUnit> Says, IReadOnlyList<string> Kinds)
    {
        /// <summary>Its first sentences, once they were asked for.</summary>
        public IReadOnlyList<QuotedSentence>? Opening { get; set; }

        public bool HasHeading => Passages[0].HeadingPath.Length > 0;
    }

    internal AskedSections(IReadOnlyList<Passage> passages, KneeAnalyzer analyzer, Thesaurus thesaurus, QuestionKinds kinds, QuestionReader reader, ArticleSubjects subjects, AnswerOptions options)
    {
        (_thesaurus, _analyzer, _kinds, _reader, _subjects, _options) = (thesaurus, analyzer, kinds, reader, subjects, options);
        _sections = passages.GroupBy(passage => passage.Id.Article, StringComparer.Ordinal).ToDictionary(
            article => article.Key,
            article => article.GroupBy(passage => passage.HeadingPath, StringComparer.Ordinal).Select(section => Read([.. section])).ToArray(),
            StringComparer.Ordinal);
    }

    /// <summary>The opening of the section that a question asks for; null where it asks for none, or for more than a heading says.</summary>
    /// <param name="question">The question, complete in itself.</param>
    /// <param name="found">The passages found for it; of several articles they leave open which one is meant.</param>
    public SectionOpening? Of(string question, IReadOnlyList<ScoredPassage> found)
    {
        if (found.Select(passage => passage.Passage.Id.Article).Distinct().ToArray() is not [var article] || _reader.Read(question) is not [{ IsTold: false } asked])
            return null;
        if (asked.Subjects.Any(unit => !IsOwn(unit, article)))
            return null; // "what causes it" in a dialogue about one illness of several is not asked of them all
        var sections = _sections[article];
        QueryUnit[] units = [.. asked.Asked.Where(unit => !IsOwn(unit, article))];
        var section = units.Length == 0 && asked.Asked.Count > 0 && asked.Kinds.All(kind => kind == QuestionKinds.WhatIs)
            ? Array.Find(sections, section => !section.HasHeading)
            : sections.Where(section => section.HasHeading && Answers(section, units, asked.Kinds)).MaxBy(section => units.Count(unit => section.Says.Any(said => Same(said, unit))));
        return section is null || (section.Opening ??= SectionOpening.Of(section.Passages, _options)) is not { Count: > 0 } opening ? null : new SectionOpening(section.Passages, opening);
    }

    private Section Read(Passage[] passages)
    {
        var (article, heading) = (passages[0].Id.Article, passages[0].HeadingPath.Length == 0 ? "" : passages[0].Section);
        var asks = StandardHeadings.BuiltIn.Ask(heading, "it");
        return new Section(passages, [.. Units(heading, article)], [.. _kinds.Asked(_analyzer.Stems(heading)).Concat(_kinds.Asked(_analyzer.Stems(asks ?? ""))).Distinct()]);
    }

    private IEnumerable<QueryUnit> Units(string text, string article) =>
        _thesaurus.Units(_analyzer.Stems(text)).Where(unit => unit.Importance == 1 && !IsOwn(unit, article)).Select(unit => unit with { Kinds = _kinds.AskedBy(unit) });

    private bool IsOwn(QueryUnit unit, string article) => unit.Labels.Any(label => _subjects.IsOwn(label, article));

    /// <summary>Whether a heading says all that is asked and asks nothing more, and no kind of question is asked that it does not answer.</summary>
    private bool Answers(Section section, QueryUnit[] units, IReadOnlyList<string> kinds)
    {
        if (kinds.Any(kind => _kinds.IsNarrow(kind) && !section.Kinds.Contains(kind)) || !section.Says.All(said => units.Any(unit => Alike(said, unit))))
            return false;
        var counted = units.Where(unit => unit.Importance == 1).ToArray();
        return counted.Length > 0
            ? counted.All(unit => section.Says.Any(said => Alike(said, unit)) || unit.Kinds.Any(section.Kinds.Contains))
            : units.Length == 0 && kinds.Any(kind => _kinds.IsOfSeveral(kind) && section.Kinds.Contains(kind));
    }

    private static bool Alike(QueryUnit one, QueryUnit other) => Same(one, other) || one.Labels.Any(other.Labels.Contains);

    private static bool Same(QueryUnit one, QueryUnit other) => one.Words.SequenceEqual(other.Words);
}
