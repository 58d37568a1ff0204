using KneeBot.Guardrails;

namespace KneeBot.Evaluation;

/// <summary>A sentence with one condition, and how it is meant there.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Condition">The condition as the sentence writes it, in any case.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Negated">Whether the condition is said not to be there.</param>
/// <param name="Historical">Whether it is of the past.</param>
public sealed record NegationCase(string Id, string Condition, string Sentence, bool Negated, bool Historical);

/// <summary>What the context rules made of a case.</summary>
public sealed record JudgedNegation(NegationCase Case, bool Negated, bool Historical);

/// <summary>How well one label was given.</summary>
/// <param name="Right">Cases with the label that got it.</param>
/// <param name="Given">Cases that got it.</param>
/// <param name="Labelled">Cases that have it.</param>
public readonly record struct LabelScore(int Right, int Given, int Labelled)
{
    public double Precision => Given == 0 ? 0 : (double)Right / Given;

    public double Recall => Labelled == 0 ? 0 : (double)Right / Labelled;

    public double F1 => Given + Labelled == 0 ? 0 : 2.0 * Right / (Given + Labelled);

    /// <summary>The score of one label over judged cases.</summary>
    public static LabelScore Of(IReadOnlyCollection<JudgedNegation> judged, Func<JudgedNegation, bool> given, Func<NegationCase, bool> labelled) => new(
        judged.Count(one => given(one) && labelled(one.Case)),
        judged.Count(given),
        judged.Count(one => labelled(one.Case)));
}

/// <summary>Measures the context rules on sentences in the layout of the NegEx test set: id, condition, sentence, negation, temporality, experiencer.</summary>
public static class NegationEvaluation
{
    /// <summary>The cases of a tab-separated file with one header line.</summary>
    /// <exception cref="EvaluationFormatException">The file cannot be read, or a line is no case.</exception>
    public static IReadOnlyList<NegationCase> Read(string path)
    {
        try
        {
            return Parse(Path.GetFileName(path), File.ReadLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EvaluationFormatException.Unreadable(path, e);
        }
    }

    internal static IReadOnlyList<NegationCase> Parse(string name, IEnumerable<string> lines)
    {
        var cases = new List<NegationCase>();
        foreach (var (index, line) in lines.Index().Skip(1))
        {
            if (line.Length == 0)
                continue;
            var fields = line.Split('\t');
            if (fields.Length < 5)
                throw new EvaluationFormatException($"{name}, line {index + 1}: {fields.Length} fields; id, condition, sentence, negation and temporality are needed, separated by tabs");
            if (fields[3] is not ("Negated" or "Affirmed"))
                throw new EvaluationFormatException($"{name}, line {index + 1}: the negation is '{fields[3]}'; use Affirmed or Negated");
            cases.Add(new NegationCase(fields[0], fields[1], fields[2], fields[3] == "Negated", fields[4] == "Historical"));
        }

        return cases.Count > 0 ? cases : throw new EvaluationFormatException($"{name} holds no cases");
    }

    /// <summary>Lets the rule book's context rules judge every condition where it stands.</summary>
    public static IReadOnlyList<JudgedNegation> Judge(IEnumerable<NegationCase> cases, RuleBook rules) => [.. cases.Select(one =>
    {
        var text = rules.Normalizer.Normalize(one.Sentence);
        var (first, last) = Locate(text, one);
        var context = first < 0 ? MentionContext.None : rules.Analyzer.ContextOf(text, first, last);
        return new JudgedNegation(one, context.HasFlag(MentionContext.Negated), context.HasFlag(MentionContext.Historical));
    })];

    /// <summary>The condition's tokens: where it is written in capitals, as the set marks it, else where it stands first.</summary>
    private static (int First, int Last) Locate(NormalizedText text, NegationCase one)
    {
        var at = text.Original.IndexOf(one.Condition.ToUpperInvariant(), StringComparison.Ordinal);
        if (at < 0)
            at = text.Original.IndexOf(one.Condition, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return (-1, -1);
        var inside = text.Tokens.Index().Where(token => token.Item.Start < at + one.Condition.Length && token.Item.End > at).Select(token => token.Index).ToArray();
        return inside.Length == 0 ? (-1, -1) : (inside[0], inside[^1]);
    }
}
