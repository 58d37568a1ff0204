using KneeBot.Conversations;
using KneeBot.Corpus;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>
/// Answers with sentences of the articles, verbatim and in article order: for each question of the message the best
/// sentences and those beside them that add something, then one decision whether that answers it at all.
/// </summary>
public sealed class ExtractiveAnswerComposer(
    SentenceIndex index, QuestionReader reader, QuestionKinds kinds, Meanings meanings, AnswerOptions options, NamedSubjects? named = null) : IAnswerComposer
{
    private const double MeaningWeight = 3, FitShare = 0.5, InItsPlace = 0.5, OwnWords = 0.7, Neutral = 0.45, FirstInPassage = 0.3, OffTopic = 0.5, OnSubject = 0.5, OfOrigin = 0.4;

    /// <summary>How far behind the best a sentence may be to be said too: beside a chosen one, and elsewhere.</summary>
    private const double NearGap = 0.9, FarGap = 0.7;

    private readonly SentenceScorer _scorer = new(index);
    private readonly FewestSentences _fewest = new(index, new SentenceScorer(index), kinds);
    private readonly AnswerClassifier _classifier = new();

    public async Task<Draft> ComposeAsync(string question, IReadOnlyList<ScoredPassage> context, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var chosen = new List<QuotedSentence>();
        var candidates = new List<SentenceCandidate>();
        var signals = new List<Dictionary<string, double>>();
        var parts = context.Count == 0 ? [] : reader.Read(question);
        var about = FollowUpResolver.Split(question).About;
        foreach (var part in parts)
        {
            var ranked = await RankAsync(part, about, context, ct).ConfigureAwait(false);
            if (ranked.Count == 0)
                continue;
            if (question.Length > part.Text.Length && part is { IsKindAlone: true, NamesSubject: false, Subjects.Count: > 0 })
            {
                candidates.AddRange(ranked.Take(8).Where(one => !IsOfItsKind(part, one)).Select(one => new SentenceCandidate(one.Sentence.Passage.Id, one.Sentence.Text, one.Score, "says nothing of what is asked")));
                ranked = [.. ranked.Where(one => IsOfItsKind(part, one))];
                if (ranked.Count == 0)
                    continue;
            }

            var picked = Choose(part, ranked, Math.Max(2, (options.MaxSentences + parts.Count - 1) / parts.Count), options.MaxWords / parts.Count);
            signals.Add(DraftSignals.Measure(index, _scorer, kinds, part, ranked, picked, meanings.Adapter));
            picked = _fewest.Of(part, picked, ranked);
            candidates.AddRange(ranked.Take(8).Select(one => new SentenceCandidate(one.Sentence.Passage.Id, one.Sentence.Text, one.Score, picked.Contains(one) ? "chosen" : "adds less than what was chosen")));
            chosen.AddRange(picked.Select(pick => new QuotedSentence(pick.Sentence.Passage, pick.Sentence.Sentence)));
        }

        if (signals.Count == 0)
            return Draft.Nothing(candidates);
        var averages = DraftSignals.Average(signals);
        var decision = _classifier.Judge(AnswerClassifier.ModelOf(averages.ContainsKey("fit"), given: context.Count == 1, index.IsSmall), averages) with
        {
            Unknown = [.. parts.SelectMany(part => part.Asked).Where(unit => !index.Knows(unit)).Select(unit => string.Join(' ', unit.Words))],
        };
        var proposed = InArticleOrder(WholeStatements.Add(Caveats.Add([.. Antecedents.Add([.. chosen.SelectMany(WithQuestion).Distinct()])])));
        return decision.Probability >= options.MinProbability && !parts.All(SaysNothing)
            ? new Draft(proposed, candidates) { Decision = decision, Proposed = proposed, IsOnePossibility = parts.Any(IsDescription) && proposed.Any(IsAboutDescribed(parts)) }
            : Draft.Nothing([.. candidates.Select(candidate => candidate.Fate == "chosen"
                ? candidate with { Fate = $"answers with probability {decision.Probability:0.00}, less than {options.MinProbability:0.00}" }
                : candidate)]) with { Decision = decision, Proposed = proposed };
    }

    /// <summary>A sentence after the question of the article that it answers: "Who is at risk? People with …" means little without.</summary>
    private IEnumerable<QuotedSentence> WithQuestion(QuotedSentence quoted) =>
        index.Of(quoted.Passage)[quoted.Sentence.Index].Answers is { } question ? [new QuotedSentence(quoted.Passage, question.Sentence), quoted] : [quoted];

    /// <summary>Told without naming an illness, an injury or a part of the body: "nothing helps" asks for nothing that an article could say.</summary>
    private static bool SaysNothing(Question question) => question.IsTold && !question.NamesCondition;

    /// <summary>Whether a sentence about the dialogue's subject has what a question such as "how long does it last" asks for.</summary>
    private bool IsOfItsKind(Question question, RankedSentence one) =>
        question.Kinds.Where(kinds.IsStrict).Any(one.Sentence.Cues.Contains) && _scorer.About(one.Sentence, question) >= OnSubject;

    private async Task<List<RankedSentence>> RankAsync(Question question, string about, IReadOnlyList<ScoredPassage> context, CancellationToken ct)
    {
        var best = Math.Max(1e-9, context.Max(found => found.Lexical ?? found.Score));
        var ranked = context.SelectMany(found => index.Of(found.Passage).Select(sentence => Rank(sentence, question, found, (found.Lexical ?? found.Score) / best))).ToArray();
        var within = context.Select(found => found.Passage.Id.Article).Distinct().ToArray() is [var article] ? named?.WithinArticle(question.Text, article) : null;
        await AddMeaningAsync(ranked, within ?? question.Text, about.Length > 0 ? $"{question.Text} ({about})" : question.Text, ct).ConfigureAwait(false);
        var given = context.Count == 1;
        // "How does it feel" is near to whatever feels: only the dialogue's subject tells which is meant.
        var isFollowUp = about.Length > 0 && !question.NamesSubject && question.Subjects.Count > 0;
        // Adapted vectors are nowhere near in general: their level is brought to that of the vectors as they are.
        var shift = ranked.Length == 0 || meanings.Adapter is null ? 0 : ranked.Average(one => (one.Similarity - one.Fit) ?? 0);
        for (var i = 0; i < ranked.Length; i++)
            ranked[i] = ranked[i] with { Score = ranked[i].Lexical + Meaning(ranked[i], shift) - (isFollowUp ? OffTopic * (1 - _scorer.About(ranked[i].Sentence, question)) : 0) + (given && ranked[i].Similarity is not null ? FirstInPassage / (ranked[i].Sentence.Sentence.Index + 1) : 0) + (question.AsksForCauses && ranked[i].Sentence.Cues.Contains(QuestionKinds.Origin) ? OfOrigin : 0) };
        return [.. ranked
            .Where(one => one.Score > 0.1 && !(question.IsTold && IsOfAnother(one.Sentence, question)) && !ForeignReassurance.IsOfAnother(one.Sentence, question) && !IsElsewhere(one.Sentence, question) && !IsConsequence(one.Sentence, question))
            .OrderByDescending(one => one.Score)];
    }

    /// <summary>Whether a sentence is about an illness or injury that the visitor does not name: what somebody tells pulls no alarming text by chance words.</summary>
    private static bool IsOfAnother(IndexedSentence sentence, Question question) =>
        sentence.Subjects.Any(label => !question.Subjects.Any(subject => subject.Labels.Contains(label)));

    /// <summary>Whether a sentence of another article says nothing of the illness or injury that a question names.</summary>
    private bool IsElsewhere(IndexedSentence sentence, Question question) =>
        sentence.Passage.Subject.Length > 0 && question.NamesSubject && _scorer.About(sentence, question) == 0;

    /// <summary>Whether a sentence says what something leads to, and not to the subject whose causes are asked for.</summary>
    private bool IsConsequence(IndexedSentence sentence, Question question) =>
        question.AsksForCauses && sentence.Effect is { } effect && !question.Subjects.Any(subject => index.Said(subject, effect) > 0);

    private RankedSentence Rank(IndexedSentence sentence, Question question, ScoredPassage found, double place) =>
        new(sentence, _scorer.Score(sentence, question, place)) { PassageSimilarity = found.Similarity };

    private static double Meaning(RankedSentence one, double shift) => one.Similarity is not { } near ? 0
        : MeaningWeight * ((1 - FitShare) * (OwnWords * near + (1 - OwnWords) * (one.InDialogue ?? near)) + FitShare * ((one.Fit + shift) ?? near) - Neutral);

    private async Task AddMeaningAsync(RankedSentence[] ranked, string question, string inDialogue, CancellationToken ct)
    {
        if (await meanings.OfQuestionAsync(question, ct).ConfigureAwait(false) is not { } asked)
            return;
        var whole = inDialogue == question ? asked : await meanings.OfQuestionAsync(inDialogue, ct).ConfigureAwait(false) ?? asked;
        ReadOnlyMemory<float>? adapted = meanings.Adapter is { } adapter ? Adapted(adapter, asked, whole) : null;
        for (var i = 0; i < ranked.Length; i++)
        {
            var one = ranked[i];
            if (meanings.OfKnownText(one.Sentence.Text) is { } alone && meanings.OfKnownText(one.Sentence.InContext) is { } inContext)
                ranked[i] = one with { Similarity = Nearness(asked, alone, inContext), InDialogue = Nearness(whole, alone, inContext), Fit = adapted is { } a ? Nearness(a, alone, inContext) : null };
            else if (one.PassageSimilarity is { } near) // a corpus with too many sentences to know each: as near as its passage
                ranked[i] = one with { Similarity = near, InDialogue = near, Fit = adapted is { } a && meanings.OfKnownText(HybridRetriever.TextOf(one.Sentence.Passage)) is { } passage ? Meanings.Similarity(a, passage) : null };
        }
    }

    /// <summary>The question, turned towards its answer; with the dialogue's subject as far as the nearness above.</summary>
    private static ReadOnlyMemory<float> Adapted(QuestionAdapter adapter, ReadOnlyMemory<float> asked, ReadOnlyMemory<float> whole)
    {
        var both = new float[asked.Length];
        for (var i = 0; i < both.Length; i++)
            both[i] = (float)(OwnWords * asked.Span[i] + (1 - OwnWords) * whole.Span[i]);
        return adapter.Adapt(both);
    }

    /// <summary>How near a sentence is to a question, by itself and where it stands.</summary>
    private static float Nearness(ReadOnlyMemory<float> question, ReadOnlyMemory<float> alone, ReadOnlyMemory<float> inContext) =>
        (float)((1 - InItsPlace) * Meanings.Similarity(question, alone) + InItsPlace * Meanings.Similarity(question, inContext));

    /// <summary>The best sentence, then those nearly as good or that say what is still unsaid, while there is room.</summary>
    private List<RankedSentence> Choose(Question question, List<RankedSentence> ranked, int most, int words)
    {
        var chosen = new List<RankedSentence>();
        var room = words;
        var isList = (question.Kinds.Contains("list") || question.Asked is [{ Labels: ["#cause"] }]) && !question.Kinds.Contains("tests");
        foreach (var one in ranked.Take(20))
        {
            if (chosen.Any(other => other.Sentence.Text == one.Sentence.Text))
                continue; // the same words in another article
            var length = one.Sentence.Text.Count(c => c == ' ') + 1;
            if (chosen.Count == 0 || (chosen.Count < most && length <= room && IsEnough(question, ranked[0], chosen, one)))
            {
                chosen.Add(one);
                room -= length;
            }
        }

        if (isList && question.Subjects.Count == 0)
            return WholeList(question, chosen, ranked);
        return WithItsKind(question, chosen, ranked, most);
    }

    /// <summary>A question that only a number, a duration or the like answers gets the best sentence that has it, where it is nearly as good.</summary>
    private List<RankedSentence> WithItsKind(Question question, List<RankedSentence> chosen, List<RankedSentence> ranked, int most)
    {
        foreach (var kind in question.Kinds.Where(kinds.IsStrict))
        {
            if (chosen.Any(one => one.Sentence.Cues.Contains(kind)))
                continue;
            if (ranked.Find(one => one.Sentence.Cues.Contains(kind)) is not { } best || ranked[0].Score - best.Score > NearGap)
                continue;
            if (chosen.Count >= most)
                chosen.RemoveAt(chosen.Count - 1);
            chosen.Add(best);
        }

        return chosen;
    }

    private bool IsEnough(Question question, RankedSentence best, List<RankedSentence> chosen, RankedSentence one)
    {
        var near = chosen.Any(other => other.Sentence.Passage.Id == one.Sentence.Passage.Id);
        if (one.Similarity is not null)
            return best.Score - one.Score <= (near ? NearGap : FarGap) || (New(question, chosen, one) > 0.12 && best.Score - one.Score <= 1.5 * NearGap);
        return one.Score >= (near ? 0.55 : 0.72) * best.Score || (New(question, chosen, one) > 0.12 && one.Score >= 0.35 * best.Score);
    }

    private double New(Question question, List<RankedSentence> chosen, RankedSentence one)
    {
        double fresh = 0, total = 0;
        foreach (var unit in question.Asked)
        {
            total += index.Weight(unit);
            var before = chosen.Count == 0 ? 0 : chosen.Max(other => _scorer.Said(unit, other.Sentence, question));
            fresh += Math.Max(0, index.Said(unit, one.Sentence) - before);
        }

        return total == 0 ? 0 : fresh / total;
    }

    /// <summary>For a question that wants a list and is about nothing narrower: the list whose introduction and heading say it best.</summary>
    private List<RankedSentence> WholeList(Question question, List<RankedSentence> chosen, List<RankedSentence> ranked)
    {
        var known = question.Asked.Where(index.Knows).ToArray();
        var lists = ranked.Select(one => one.Sentence)
            .Where(sentence => sentence.Sentence.IntroducedBy is not null)
            .GroupBy(sentence => (sentence.Passage.Id, sentence.Sentence.IntroducedBy!.Value))
            .Where(list => list.Count() >= 3)
            .Select(list => (Items: list.ToArray(), Said: known.Select(unit => SaidAbove(unit, list.First())).ToArray()))
            .OrderByDescending(list => list.Said.Sum());
        return lists.FirstOrDefault() is { Items: { } items, Said: var said } && (said.Sum() >= 0.5 * known.Sum(index.Weight) || Array.TrueForAll(said, part => part > 0))
            ? [.. index.Of(items[0].Passage).Where(item => item.Sentence.IntroducedBy == items[0].Sentence.IntroducedBy).Select(item => new RankedSentence(item, 1))]
            : chosen;
    }

    /// <summary>How well the introduction or the heading above an item of a list says a unit.</summary>
    private double SaidAbove(QueryUnit unit, IndexedSentence item) =>
        Math.Max(index.Said(unit, index.Of(item.Passage)[item.Sentence.IntroducedBy!.Value]), index.Said(unit, item.Heading));

    /// <summary>Whether a subject is only described ("a lump") and not named, so that it may be something else than what the articles speak of.</summary>
    private static bool IsDescription(Question question) => question.Subjects.Count > 0 && question.Subjects.All(subject => subject.IsDescription);

    private Func<QuotedSentence, bool> IsAboutDescribed(IReadOnlyList<Question> parts) => quoted =>
        index.Of(quoted.Passage)[quoted.Sentence.Index] is var sentence && parts.SelectMany(part => part.Subjects).SelectMany(subject => subject.Labels).Any(label => sentence.Terms.Contains(label) || sentence.Heading.Contains(label));

    private static List<QuotedSentence> InArticleOrder(IEnumerable<QuotedSentence> chosen) =>
        [.. chosen
            .OrderBy(quoted => quoted.Passage.Id.Article, StringComparer.Ordinal)
            .ThenBy(quoted => quoted.Passage.Id.Ordinal)
            .ThenBy(quoted => quoted.Sentence.Index)];
}

/// <summary>A sentence with its scores for one question.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Lexical">Its score by words.</param>
internal sealed record RankedSentence(IndexedSentence Sentence, double Lexical)
{
    /// <summary>Its score by words and meaning.</summary>
    public double Score { get; init; } = Lexical;

    /// <summary>How near its meaning is to the question's; null without an encoder.</summary>
    public float? Similarity { get; init; }

    /// <summary>How near it is to the question with what the dialogue is about.</summary>
    public float? InDialogue { get; init; }

    /// <summary>How near it is to the question turned towards its answer; null without an adapter for the encoder.</summary>
    public float? Fit { get; init; }

    /// <summary>How near its passage is to the question.</summary>
    public float? PassageSimilarity { get; init; }
}
