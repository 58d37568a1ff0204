using System.Globalization;
using System.Text;

namespace KneeBot.Cli;

/// <summary>The trace of a turn as text.</summary>
internal static class Explanation
{
    public static string Write(TurnTrace trace)
    {
        var text = new StringBuilder("\n--- how this reply came about ---\n");
        text.Append(CultureInfo.InvariantCulture, $"read as: {trace.Turn.Normalized.Folded}\n");
        text.Append(trace.Verdicts.Count == 0 ? "rails: no objection\n" : "rails:\n");
        foreach (var verdict in trace.Verdicts)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {verdict.Severity} by {verdict.Rail}/{verdict.RuleId}{(verdict.Latched ? " (latched)" : "")}");
            if (verdict.Evidence is { Count: > 0 } evidence)
                text.Append(CultureInfo.InvariantCulture, $": {string.Join(" | ", evidence)}");
            text.Append('\n');
            if (verdict.Explanation is { } why)
                text.Append(CultureInfo.InvariantCulture, $"    because {why}\n");
        }

        text.Append(trace.Query is null ? "search: none\n" : $"search: {trace.Query}\n");
        foreach (var found in trace.Passages)
            text.Append(CultureInfo.InvariantCulture, $"  {found.Score,7:0.000}  {found.Passage.Id}  {found.Passage.Section}\n");
        if (trace.Candidates.Count > 0)
            text.Append("sentences:\n");
        foreach (var candidate in trace.Candidates)
            text.Append(CultureInfo.InvariantCulture, $"  {candidate.Score,7:0.000}  [{candidate.Fate}] {candidate.Text}\n");
        if (trace.Decision is { } decision)
            text.Append(CultureInfo.InvariantCulture, $"answers with probability {decision.Probability:0.00}: {string.Join(", ", decision.Signals.Select(signal => string.Create(CultureInfo.InvariantCulture, $"{signal.Key} {signal.Value:0.00}")))}{(decision.Unknown.Count > 0 ? "; unknown here: " + string.Join(", ", decision.Unknown) : "")}\n");
        if (trace.Generation is { } generation)
            Append(text, generation);
        text.Append(trace.Offered.Count == 0 ? "offered next: nothing\n" : "offered next:\n");
        foreach (var question in trace.Offered)
            text.Append(CultureInfo.InvariantCulture, $"  {question}\n");
        foreach (var note in trace.Notes)
            text.Append(CultureInfo.InvariantCulture, $"note: {note}\n");
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, Answering.GenerationRecord generation)
    {
        text.Append(CultureInfo.InvariantCulture, $"prompt:\n{Indented(generation.Prompt)}\nthe model wrote:\n{Indented(generation.Raw)}\nits sentences:\n");
        foreach (var verdict in generation.Verdicts)
        {
            text.Append(CultureInfo.InvariantCulture, $"  [{(verdict.IsGrounded ? "shown" : "dropped: " + verdict.Objection)}] {verdict.Sentence}\n");
            foreach (var quoted in verdict.Evidence)
                text.Append(CultureInfo.InvariantCulture, $"    {quoted.Passage.Id}: {quoted.Text}\n");
            if (verdict.Similarity is { } similarity)
                text.Append(CultureInfo.InvariantCulture, $"    nearness of meaning {similarity:0.00}\n");
        }
    }

    private static string Indented(string lines) => "  " + lines.ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal);
}
