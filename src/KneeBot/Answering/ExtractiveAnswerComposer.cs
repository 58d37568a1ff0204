using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// Answers with sentences of the articles, verbatim and in article order. A sentence scores by the question's words it
/// covers, weighted by how rare they are; words of its headings count half. Too little coverage is no answer.
/// </summary>
public sealed class ExtractiveAnswerComposer : IAnswerComposer
{
    /// <summary>Least share of the question's weight the chosen sentences must cover.</summary>
    public const double MinCoverage = 0.55;

    private readonly KneeAnalyzer _analyzer;
    private readonly AnswerOptions _options;
    private readonly Dictionary<string, int> _sentenceFrequency = new(StringComparer.Ordinal);
    private readonly Dictionary<(PassageId, int), HashSet<string>> _terms = [];
    private readonly Dictionary<PassageId, HashSet<string>> _headingTerms = [];
    private readonly int _sentenceCount;

    public ExtractiveAnswerComposer(IReadOnlyList<Passage> passages, KneeAnalyzer analyzer, AnswerOptions options)
    {
        _analyzer = analyzer;
        _options = options;
        foreach (var passage in passages)
        {
            _headingTerms[passage.Id] = [.. analyzer.Terms(passage.HeadingPath)];
            foreach (var sentence in passage.Sentences)
            {
                var terms = analyzer.Terms(passage.Quote(sentence)).ToHashSet(StringComparer.Ordinal);
                _terms[(passage.Id, sentence.Index)] = terms;
                foreach (var term in terms)
                    _sentenceFrequency[term] = _sentenceFrequency.GetValueOrDefault(term) + 1;
                _sentenceCount++;
            }
        }
    }

    public Task<Draft> ComposeAsync(string question, IReadOnlyList<ScoredPassage> context, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var terms = _analyzer.Terms(question).Distinct(StringComparer.Ordinal).ToArray();
        var total = terms.Sum(Idf);
        if (total <= 0 || context.Count == 0)
            return Task.FromResult(Draft.Nothing([]));

        var best = context[0].Score;
        var ranked = context
            .SelectMany(found => found.Passage.Sentences.Select(sentence => (found.Passage, sentence, Score: Score(found, sentence, terms, total, best))))
            .Where(candidate => candidate.Score > 0)
            .OrderByDescending(candidate => candidate.Score)
            .ToList();
        return Task.FromResult(Choose(ranked, terms, total));
    }

    private Draft Choose(List<(Passage Passage, Sentence Sentence, double Score)> ranked, string[] terms, double total)
    {
        var chosen = new List<QuotedSentence>();
        var candidates = new List<SentenceCandidate>();
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (passage, sentence, score) in ranked)
        {
            var fresh = Covered(passage, sentence, terms).Where(term => !covered.Contains(term)).Sum(Idf) / total;
            var fate = chosen.Count == _options.MaxSentences ? "the answer is long enough"
                : score < 0.5 * ranked[0].Score ? "scores less than half of the best"
                : chosen.Count > 0 && fresh < 0.08 && score < 0.8 * ranked[0].Score ? "adds nothing the others do not say"
                : "chosen";
            if (fate == "chosen")
            {
                chosen.Add(new QuotedSentence(passage, sentence));
                covered.UnionWith(Covered(passage, sentence, terms));
            }

            if (candidates.Count < 12)
                candidates.Add(new SentenceCandidate(passage.Id, passage.Quote(sentence), score, fate));
        }

        var coverage = covered.Sum(Idf) / total;
        if (coverage < MinCoverage)
            return Draft.Nothing([.. candidates.Select(candidate => candidate.Fate == "chosen"
                ? candidate with { Fate = $"covers {coverage:P0} of the question, less than {MinCoverage:P0}" }
                : candidate)]);
        return new Draft(InArticleOrder(chosen), candidates);
    }

    private static List<QuotedSentence> InArticleOrder(List<QuotedSentence> chosen) =>
        [.. chosen
            .OrderBy(quoted => quoted.Passage.Id.Article, StringComparer.Ordinal)
            .ThenBy(quoted => quoted.Passage.Id.Ordinal)
            .ThenBy(quoted => quoted.Sentence.Index)];

    private double Score(ScoredPassage found, Sentence sentence, string[] terms, double total, double best)
    {
        var own = _terms[(found.Passage.Id, sentence.Index)];
        var heading = _headingTerms[found.Passage.Id];
        var weight = terms.Sum(term => own.Contains(term) ? Idf(term) : heading.Contains(term) ? 0.5 * Idf(term) : 0);
        return terms.Any(own.Contains) ? weight / total * (0.7 + 0.3 * found.Score / best) : 0;
    }

    private IEnumerable<string> Covered(Passage passage, Sentence sentence, string[] terms) =>
        terms.Where(term => _terms[(passage.Id, sentence.Index)].Contains(term) || _headingTerms[passage.Id].Contains(term));

    private double Idf(string term) =>
        Math.Log(1 + (_sentenceCount - _sentenceFrequency.GetValueOrDefault(term) + 0.5) / (_sentenceFrequency.GetValueOrDefault(term) + 0.5));
}
