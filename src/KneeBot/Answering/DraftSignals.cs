using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>The signals of a draft that the decision to answer is made of.</summary>
internal static class DraftSignals
{
    /// <summary>Signals of one question: what its words and the chosen sentences share, and how near their meanings are.</summary>
    public static Dictionary<string, double> Measure(SentenceIndex index, SentenceScorer scorer, QuestionKinds kinds, Question question, IReadOnlyList<RankedSentence> ranked, IReadOnlyList<RankedSentence> chosen, QuestionAdapter? adapter)
    {
        var signals = new Dictionary<string, double>();
        Words(signals, index, scorer, question, [.. chosen.Select(one => one.Sentence)]);
        Kinds(signals, kinds, question, chosen);
        Shape(signals, index, question, ranked, chosen);
        signals["top-score"] = ranked[0].Lexical;
        signals["length"] = Math.Min(30, question.Text.Count(c => c == ' ') + 1) / 30.0;
        if (ranked[0].Similarity is not null)
            Nearness(signals, ranked);
        if (adapter is not null && ranked.Any(one => one.Fit is not null))
            Fit(signals, ranked, chosen, adapter);
        return signals;
    }

    public static Dictionary<string, double> Average(IReadOnlyList<Dictionary<string, double>> parts) =>
        parts[0].Keys.ToDictionary(name => name, name => parts.Average(part => part.GetValueOrDefault(name)));

    private static void Words(Dictionary<string, double> signals, SentenceIndex index, SentenceScorer scorer, Question question, IndexedSentence[] chosen)
    {
        double total = 0, said = 0, own = 0, first = 0, unknown = 0, elsewhere = 0, rest = 0, restSaid = 0, knownRest = 0, knownRestSaid = 0;
        var unknowns = 0;
        var about = chosen.Select(sentence => scorer.About(sentence, question)).ToArray();
        foreach (var unit in question.Asked)
        {
            var weight = index.Weight(unit);
            var best = chosen.Max(sentence => scorer.Said(unit, sentence, question));
            var here = chosen.Select((sentence, i) => about[i] * index.Said(unit, sentence)).Max();
            total += weight;
            said += best;
            own += here;
            first += index.Said(unit, chosen[0]);
            if (!index.Knows(unit))
                (unknown, unknowns) = (unknown + weight, unknowns + 1);
            else if (best < 0.3 * weight)
                elsewhere += weight;
            if (question.Subjects.Contains(unit))
                continue;
            var withHeading = Math.Max(here, chosen.Select((sentence, i) => 0.8 * about[i] * index.Said(unit, sentence.Heading)).Max());
            (rest, restSaid) = (rest + weight, restSaid + withHeading);
            if (index.Knows(unit))
                (knownRest, knownRestSaid) = (knownRest + weight, knownRestSaid + withHeading);
        }

        total = Math.Max(total, 0.01);
        signals["coverage"] = said / total;
        signals["own-coverage"] = own / total;
        signals["first-coverage"] = first / total;
        signals["unknown"] = unknown / total;
        signals["one-unknown"] = unknowns > 0 ? 1 : 0;
        signals["rare-unknown"] = question.Asked.Any(unit => !index.Knows(unit) && !unit.IsPlain) ? 1 : 0;
        signals["plain-unknown"] = question.Asked.Where(unit => !index.Knows(unit) && unit.IsPlain).Sum(index.Weight) / total;
        signals["focus-unknown"] = question.Focus.Any(unit => !index.Knows(unit)) ? 1 : 0;
        signals["focus-unsaid"] = question.Focus.Count == 0 ? 0 : question.Focus.Average(unit => 1 - Math.Min(1, chosen.Max(sentence => Math.Max(index.Said(unit, sentence.Terms), 0.8 * index.Said(unit, sentence.Heading))) / Math.Max(0.01, index.Weight(unit))));
        signals["told"] = question.IsTold ? 1 : 0;
        signals["more-unknown"] = Math.Min(3, Math.Max(0, unknowns - 1)) / 3.0;
        signals["elsewhere"] = elsewhere / total;
        signals["rest"] = rest < 0.05 ? 0.8 : restSaid / rest;
        signals["known-rest"] = knownRest < 0.05 ? 0.8 : knownRestSaid / knownRest;
        signals["about"] = about[0];
        signals["named"] = question.Subjects.Count > 0 ? 1 : 0;
        signals["asked"] = Math.Min(1, question.Asked.Count / 8.0);
        signals["few-asked"] = question.Asked.Count <= 1 ? 1 : 0;
        signals["none-asked"] = question.Asked.Count == 0 ? 1 : 0;
    }

    /// <summary>How the chosen sentences stand together, and how far ahead they are.</summary>
    private static void Shape(Dictionary<string, double> signals, SentenceIndex index, Question question, IReadOnlyList<RankedSentence> ranked, IReadOnlyList<RankedSentence> chosen)
    {
        signals["sections"] = (double)chosen.Select(one => one.Sentence.Passage.Id).Distinct().Count() / chosen.Count;
        signals["lead"] = ranked[0].Score - ranked[Math.Min(5, ranked.Count - 1)].Score;
        double total = 0, exact = 0, together = 0;
        foreach (var unit in question.Asked)
        {
            var weight = index.Weight(unit);
            total += weight;
            if (chosen.Any(one => unit.Words.All(one.Sentence.Terms.Contains) || unit.Words.All(one.Sentence.Heading.Contains)))
                exact += weight;
        }

        foreach (var one in chosen.Take(3))
            together = Math.Max(together, question.Asked.Sum(unit => Math.Max(index.Said(unit, one.Sentence), index.Said(unit, one.Sentence.Heading))));
        signals["exact"] = exact / Math.Max(total, 0.01);
        signals["together"] = together / Math.Max(total, 0.01);
    }

    private static void Kinds(Dictionary<string, double> signals, QuestionKinds kinds, Question question, IReadOnlyList<RankedSentence> chosen)
    {
        var cues = chosen[0].Sentence.Cues;
        foreach (var kind in kinds.Names)
            signals["is-" + kind] = question.Kinds.Contains(kind) ? 1 : 0;
        var strict = question.Kinds.Where(kinds.IsStrict).ToArray();
        var met = strict.Length > 0 && strict.All(cues.Contains);
        signals["strict-missing"] = strict.Any(kind => !chosen.Any(one => one.Sentence.Cues.Contains(kind))) ? 1 : 0;
        signals["strict-met"] = met ? 1 : 0;
        signals["number-unmet"] = strict.Contains("number") && !met ? 1 : 0;
        signals["duration-unmet"] = strict.Contains("duration") && !met ? 1 : 0;
        signals["cue"] = question.Kinds.Count == 0 ? 0.5 : (double)question.Kinds.Count(cues.Contains) / question.Kinds.Count;
    }

    private static void Nearness(Dictionary<string, double> signals, IReadOnlyList<RankedSentence> ranked)
    {
        var near = ranked.Select(one => (double)(one.Similarity ?? 0)).OrderDescending().ToArray();
        signals["nearest"] = near[0];
        signals["near-three"] = near.Take(3).Average();
        signals["near-margin"] = near[0] - near[Math.Min(5, near.Length - 1)];
        signals["near-spread"] = near[0] - near.Take(40).Average();
        signals["near-top"] = ranked[0].Similarity ?? 0;
        signals["near-dialogue"] = ranked.Max(one => one.InDialogue ?? 0);
        signals["near-passage"] = ranked.Max(one => one.PassageSimilarity ?? 0);
        signals["near-top-passage"] = ranked[0].PassageSimilarity ?? 0;
    }

    /// <summary>How near the sentences are to the question turned towards its answer.</summary>
    private static void Fit(Dictionary<string, double> signals, IReadOnlyList<RankedSentence> ranked, IReadOnlyList<RankedSentence> chosen, QuestionAdapter adapter)
    {
        float[] fit = [.. ranked.Select(one => one.Fit ?? 0).OrderDescending()];
        signals["fit"] = adapter.Answered(fit);
        signals["fit-nearest"] = fit[0];
        signals["fit-margin"] = fit[0] - fit[Math.Min(5, fit.Length - 1)];
        signals["fit-top"] = ranked[0].Fit ?? 0;
        signals["fit-chosen"] = chosen.Max(one => one.Fit ?? 0);
    }
}
