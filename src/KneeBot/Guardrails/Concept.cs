namespace KneeBot.Guardrails;

/// <summary>A thing visitors say in many ways: a part of the body, a finding, an event, a risk.</summary>
/// <param name="Id">Name used in rules, for example <c>calf-swelling</c>.</param>
/// <param name="Says">What it means, for the reader of the rules.</param>
/// <param name="Wordings">Its wordings as written.</param>
/// <param name="Accepts">Contexts in which a mention still counts: an old clot is still a risk.</param>
/// <param name="WithinDays">A mention whose age is told counts only up to this many days; null: no limit.</param>
public sealed record Concept(string Id, string Says, IReadOnlyList<string> Wordings, MentionContext Accepts, int? WithinDays)
{
    /// <summary>Whether a mention counts as the concept being there now.</summary>
    public bool Counts(Mention mention)
    {
        var context = mention.Context & ~Accepts;
        if (WithinDays is { } limit && mention.AgeInDays is { } age)
        {
            if (age > limit)
                return false;
            context &= ~MentionContext.Historical;
        }

        return context == MentionContext.None;
    }
}
