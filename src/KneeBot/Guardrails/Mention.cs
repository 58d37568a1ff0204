namespace KneeBot.Guardrails;

/// <summary>A place where a message names a concept, and how it is meant there.</summary>
/// <param name="Concept">Identifier of the concept, for example <c>calf-swelling</c>.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token, inclusive.</param>
/// <param name="Context">How it is meant.</param>
public sealed record Mention(string Concept, int First, int Last, MentionContext Context)
{
    /// <summary>Age of what is named in days, where the sentence tells it ("two years ago"); null otherwise.</summary>
    public int? AgeInDays { get; init; }
}

/// <summary>How a mention is meant; several may hold. None: affirmed, of now, of the visitor or somebody they write about.</summary>
[Flags]
public enum MentionContext
{
    /// <summary>Affirmed and current.</summary>
    None = 0,

    /// <summary>Said not to be there.</summary>
    Negated = 1,

    /// <summary>Of the past, or over.</summary>
    Historical = 2,

    /// <summary>Supposed, feared or asked about in general.</summary>
    Hypothetical = 4,

    /// <summary>Of somebody it does not concern: a person in the past or in fiction, an animal, people in general.</summary>
    OtherExperiencer = 8,
}

/// <summary>Mentions of one message by concept and place, while they are being found.</summary>
internal sealed class MentionIndex
{
    private readonly Dictionary<(string Concept, int First), List<int>> _ends = [];
    private readonly Dictionary<string, List<(int First, int Last)>> _spans = new(StringComparer.Ordinal);

    public bool Add(string concept, int first, int last)
    {
        if (!_ends.TryGetValue((concept, first), out var ends))
            _ends[(concept, first)] = ends = [];
        if (ends.Contains(last))
            return false;
        ends.Add(last);
        if (!_spans.TryGetValue(concept, out var spans))
            _spans[concept] = spans = [];
        spans.Add((first, last));
        return true;
    }

    public IReadOnlyList<int> EndsOf(string concept, int first) =>
        _ends.TryGetValue((concept, first), out var ends) ? ends : [];

    public IReadOnlyList<(int First, int Last)> SpansOf(string concept) =>
        _spans.TryGetValue(concept, out var spans) ? spans : [];

    public IEnumerable<(string Concept, int First, int Last)> All =>
        _spans.SelectMany(entry => entry.Value.Select(span => (entry.Key, span.First, span.Last)));
}
