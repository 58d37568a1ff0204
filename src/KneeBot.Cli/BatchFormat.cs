using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KneeBot.Guardrails;

namespace KneeBot.Cli;

/// <summary>The line format of <c>ask --json</c>; tools rely on it.</summary>
internal static class BatchFormat
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public sealed record Citation(string Article, string Section, string? Url, string Quote);

    public sealed record FiredRule(string Id, string Severity, IReadOnlyList<string> Evidence, bool Latched);

    public sealed record Line(
        string Conversation, string Outcome, string Reply, IReadOnlyList<Citation> Citations, IReadOnlyList<FiredRule> Rules,
        [property: JsonPropertyName("elapsedMs")] double ElapsedMs);

    public sealed record Fault(string Error, int Line);

    public static string Write(string conversation, TurnResult result, TimeSpan elapsed) => JsonSerializer.Serialize(
        new Line(
            conversation,
            result.Reply.Outcome,
            result.Reply.Text,
            [.. result.Reply.Citations.Select(c => new Citation(c.Article, c.Section, c.Url?.AbsoluteUri, c.Quote))],
            [.. result.Trace.Verdicts.Where(v => v.RuleId is not null).Select(v => new FiredRule(v.RuleId!, Name(v.Severity), v.Evidence ?? [], v.Latched))],
            Math.Round(elapsed.TotalMilliseconds, 3)),
        Options);

    public static string WriteFault(string error, int line) => JsonSerializer.Serialize(new Fault(error, line), Options);

    private static string Name(Severity severity)
    {
        var name = severity.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
