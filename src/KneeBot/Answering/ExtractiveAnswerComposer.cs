using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// Answers with sentences of the articles, verbatim and in article order: for each question of the message the best
/// sentences and those beside them that add something, then one decision whether that answers it at all.
/// </summary>
public sealed class ExtractiveAnswerComposer(
    SentenceIndex index, QuestionReader reader, QuestionKinds kinds, Meanings meanings, AnswerOptions options) : IAnswerComposer
{
    private readonly SentenceScorer _scorer = new(index);
    private readonly AnswerClassifier _classifier = new();

    private sealed record Ranked(IndexedSentence Sentence, double Score, float? Similarity);

    public async Task<Draft> ComposeAsync(string question, IReadOnlyList<ScoredPassage> context, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var chosen = new List<QuotedSentence>();
        var candidates = new List<SentenceCandidate>();
        var signals = new List<Dictionary<string, double>>();
        var parts = context.Count == 0 ? [] : reader.Read(question);
        foreach (var part in parts)
        {
            var ranked = await RankAsync(part, context, ct).ConfigureAwait(false);
            if (ranked.Count == 0)
                continue;
            var picked = Choose(part, ranked, Math.Max(2, options.MaxSentences / parts.Count), options.MaxWords / parts.Count);
            signals.Add(DraftSignals.Measure(index, _scorer, kinds, part, ranked[0].Similarity, [.. picked.Select(pick => pick.Sentence)]));
            candidates.AddRange(ranked.Take(8).Select(one => new SentenceCandidate(one.Sentence.Passage.Id, one.Sentence.Text, one.Score, picked.Contains(one) ? "chosen" : "adds less than what was chosen")));
            chosen.AddRange(picked.Select(pick => new QuotedSentence(pick.Sentence.Passage, pick.Sentence.Sentence)));
        }

        if (signals.Count == 0)
            return Draft.Nothing(candidates);
        var decision = _classifier.Judge(DraftSignals.Average(signals)) with
        {
            Unknown = [.. parts.SelectMany(part => part.Asked).Where(unit => !index.Knows(unit)).Select(unit => string.Join(' ', unit.Words))],
        };
        return decision.Probability >= options.MinProbability
            ? new Draft(InArticleOrder(chosen.Distinct()), candidates) { Decision = decision }
            : Draft.Nothing([.. candidates.Select(candidate => candidate.Fate == "chosen"
                ? candidate with { Fate = $"answers with probability {decision.Probability:0.00}, less than {options.MinProbability:0.00}" }
                : candidate)]) with { Decision = decision };
    }

    private async Task<List<Ranked>> RankAsync(Question question, IReadOnlyList<ScoredPassage> context, CancellationToken ct)
    {
        var best = context[0].Score;
        var sentences = context.SelectMany(found => index.Of(found.Passage).Select(sentence => (Sentence: sentence, Place: found.Score / best))).ToArray();
        var similar = await meanings.CompareAsync(question.Text, [.. sentences.Select(one => one.Sentence.Text)], ct).ConfigureAwait(false);
        return [.. sentences
            .Select((one, i) => new Ranked(one.Sentence, _scorer.Score(one.Sentence, question, one.Place, similar?[i]), similar?[i]))
            .Where(one => one.Score > 0.1)
            .OrderByDescending(one => one.Score)];
    }

    /// <summary>The best sentence, then those nearly as good or that say what is still unsaid, while there is room.</summary>
    private List<Ranked> Choose(Question question, List<Ranked> ranked, int most, int words)
    {
        var chosen = new List<Ranked>();
        var room = words;
        var isList = question.Kinds.Contains("list");
        foreach (var one in ranked.Take(20))
        {
            var length = one.Sentence.Text.Count(c => c == ' ') + 1;
            var near = chosen.Count > 0 && chosen.Any(other => other.Sentence.Passage.Id == one.Sentence.Passage.Id);
            var enough = one.Score >= (near ? 0.55 : 0.72) * ranked[0].Score || (New(question, chosen, one) > 0.12 && one.Score >= 0.35 * ranked[0].Score);
            if (chosen.Count == 0 || (enough && chosen.Count < most && length <= room))
            {
                chosen.Add(one);
                room -= length;
            }
        }

        return isList && question.Subjects.Count == 0 ? WholeList(question, chosen, ranked) : chosen;
    }

    private double New(Question question, List<Ranked> chosen, Ranked one)
    {
        double fresh = 0, total = 0;
        foreach (var unit in question.Asked)
        {
            total += index.Weight(unit);
            var before = chosen.Count == 0 ? 0 : chosen.Max(other => _scorer.Said(unit, other.Sentence));
            fresh += Math.Max(0, index.Said(unit, one.Sentence.Terms) - before);
        }

        return total == 0 ? 0 : fresh / total;
    }

    /// <summary>For a question that wants a list and is about nothing narrower: the list whose introduction and heading say it best.</summary>
    private List<Ranked> WholeList(Question question, List<Ranked> chosen, List<Ranked> ranked)
    {
        var lists = ranked.Select(one => one.Sentence)
            .Where(sentence => sentence.Sentence.IntroducedBy is not null)
            .GroupBy(sentence => (sentence.Passage.Id, sentence.Sentence.IntroducedBy!.Value))
            .Where(list => list.Count() >= 3)
            .Select(list => (Items: list.ToArray(), Fit: question.Asked.Sum(unit => Math.Max(
                index.Said(unit, index.Of(list.First().Passage)[list.Key.Value].Terms), index.Said(unit, list.First().Heading)))))
            .OrderByDescending(list => list.Fit);
        return lists.FirstOrDefault() is { Items: { } items, Fit: var fit } && fit >= 0.5 * question.Asked.Sum(index.Weight)
            ? [.. index.Of(items[0].Passage).Where(item => item.Sentence.IntroducedBy == items[0].Sentence.IntroducedBy).Select(item => new Ranked(item, 1, null))]
            : chosen;
    }

    private static List<QuotedSentence> InArticleOrder(IEnumerable<QuotedSentence> chosen) =>
        [.. chosen
            .OrderBy(quoted => quoted.Passage.Id.Article, StringComparer.Ordinal)
            .ThenBy(quoted => quoted.Passage.Id.Ordinal)
            .ThenBy(quoted => quoted.Sentence.Index)];
}
