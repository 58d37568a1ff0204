namespace KneeBot.Answering;

/// <summary>The signals of a draft that the decision to answer is made of.</summary>
internal static class DraftSignals
{
    public static Dictionary<string, double> Measure(
        SentenceIndex index, SentenceScorer scorer, QuestionKinds kinds, Question question, float? similarity, IReadOnlyList<IndexedSentence> chosen)
    {
        double total = 0, said = 0, own = 0, unknown = 0, elsewhere = 0, rest = 0, restSaid = 0;
        var unknowns = 0;
        var about = chosen.Select(sentence => scorer.About(sentence, question)).ToArray();
        foreach (var unit in question.Asked)
        {
            var weight = index.Weight(unit);
            total += weight;
            var best = chosen.Max(sentence => scorer.Said(unit, sentence));
            var here = chosen.Select((sentence, i) => about[i] * index.Said(unit, sentence.Terms)).Max();
            said += best;
            own += here;
            if (!index.Knows(unit))
            {
                unknown += weight;
                unknowns++;
            }
            else if (best < 0.3 * weight)
            {
                elsewhere += weight;
            }

            if (!question.Subjects.Contains(unit))
            {
                rest += weight;
                restSaid += Math.Max(here, chosen.Select((sentence, i) => 0.8 * about[i] * index.Said(unit, sentence.Heading)).Max());
            }
        }

        total = Math.Max(total, 0.01);
        var strict = question.Kinds.Where(kinds.IsStrict).ToArray();
        var soft = question.Kinds.Where(kind => !kinds.IsStrict(kind)).ToArray();
        var met = strict.Length > 0 && strict.All(chosen[0].Cues.Contains) && (rest < 0.05 || restSaid >= 0.7 * rest);
        var signals = new Dictionary<string, double>
        {
            ["coverage"] = said / total,
            ["own-coverage"] = own / total,
            ["unknown"] = unknown / total,
            ["one-unknown"] = unknowns > 0 ? 1 : 0,
            ["more-unknown"] = Math.Min(3, Math.Max(0, unknowns - 1)) / 3.0,
            ["elsewhere"] = elsewhere / total,
            ["rest"] = rest < 0.05 ? 0.8 : restSaid / rest,
            ["about"] = about[0],
            ["named"] = question.Subjects.Count > 0 ? 1 : 0,
            ["strict-missing"] = strict.Any(kind => !chosen.Any(sentence => sentence.Cues.Contains(kind))) ? 1 : 0,
            ["strict-met"] = met ? 1 : 0,
            ["number-unmet"] = strict.Contains("number") && !met ? 1 : 0,
            ["cue"] = soft.Length == 0 ? 0.5 : (double)soft.Count(kind => chosen[0].Cues.Contains(kind)) / soft.Length,
            ["asked"] = Math.Min(1, question.Asked.Count / 8.0),
        };
        if (similarity is { } near)
            signals["similarity"] = near;
        return signals;
    }

    public static Dictionary<string, double> Average(IReadOnlyList<Dictionary<string, double>> parts) =>
        parts[0].Keys.ToDictionary(name => name, name => parts.Average(part => part.GetValueOrDefault(name)));
}
