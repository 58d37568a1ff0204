namespace KneeBot.Guardrails;

/// <summary>All input rails together: every one runs, the highest severity wins, and a rail that throws counts as urgent.</summary>
public sealed class InputRails(IReadOnlyList<IInputRail> rails, SemanticSense? sense = null)
{
    private readonly SemanticThresholds _thresholds = sense?.Thresholds ?? new SemanticThresholds();

    /// <summary>Rule id of the verdict that stands for a rail that threw.</summary>
    public const string FailureRule = "rail-failure";

    /// <summary>Judges the message by itself.</summary>
    public IReadOnlyList<Verdict> Check(UserTurn turn, List<string> notes)
    {
        var verdicts = new List<Verdict>();
        foreach (var rail in rails)
        {
            try
            {
                verdicts.AddRange(rail.Check(turn).Where(verdict => verdict.Severity > Severity.Allow));
            }
#pragma warning disable CA1031 // Fail closed: whatever a rail throws, the visitor gets the safety text.
            catch (Exception e)
#pragma warning restore CA1031
            {
                verdicts.Add(new Verdict(Severity.UrgentCare, rail.Name, FailureRule) { Explanation = e.GetType().Name });
                notes.Add($"The rail '{rail.Name}' failed ({e.GetType().Name}); the safety text is given.");
            }
        }

        return Settle(verdicts);
    }

    /// <summary>A physical emergency said outright outweighs what the semantic layer alone takes for despair; a crisis rule is never outweighed.</summary>
    private static List<Verdict> Settle(List<Verdict> verdicts)
    {
        var physical = verdicts.Any(verdict => verdict is { Severity: Severity.Emergency, Outright: true });
        var crisisRule = verdicts.Any(verdict => verdict.Severity == Severity.Crisis && verdict.Rail != SemanticRail.RailName);
        if (physical && !crisisRule)
            verdicts.RemoveAll(verdict => verdict.Severity == Severity.Crisis);
        return verdicts;
    }

    /// <summary>Judges the end of a very long message, which is not answered: what the semantic layer alone reads into it stands only if that is all but certain.</summary>
    public IEnumerable<Verdict> CheckEnd(UserTurn end, List<string> notes) =>
        Check(end, notes).Where(verdict => verdict.Severity > Severity.Decline && IsSureEnough(verdict, []));

    /// <summary>Judges the message together with the dialogue's earlier ones, and adds what the dialogue has latched.</summary>
    public IReadOnlyList<Verdict> CheckInDialogue(UserTurn turn, IReadOnlyList<Verdict> alone, IReadOnlyList<Verdict> latched, List<string> notes)
    {
        IEnumerable<Verdict> all = alone;
        // What the dialogue as a whole says is news only when it is worse than what is latched.
        var known = latched.Select(verdict => verdict.Severity).DefaultIfEmpty(Severity.Decline).Max();
        if (turn.Earlier.Count > 0)
        {
            var together = Check(turn, notes);
            var denied = alone.Any(IsRead) && together.All(verdict => verdict.Severity <= Severity.Decline) && sense is not null && sense.IsHarmless(turn);
            // "Can't I just put ice on it" tells nothing beyond what was told; the reminder answers it.
            var asks = sense is not null && alone.Any(IsRead) && SemanticSense.Asks(sense.Read(turn)[^1]);
            var toldSign = latched.Where(verdict => RuleRail.IsOfSign(verdict.Severity)).Select(verdict => verdict.Severity).DefaultIfEmpty(Severity.Decline).Max();
            all = alone.Where(verdict => !(IsRead(verdict) && (denied || (asks && verdict.Severity <= toldSign))) && IsSureEnough(verdict, together)).Concat(together.Where(verdict => verdict.Severity > known));
        }

        // The same rule may speak from the message alone, from the dialogue and from the latch: the strongest, newest one stays.
        return [.. all.Concat(latched)
            .GroupBy(verdict => verdict.RuleId)
            .Select(same => same.OrderByDescending(verdict => verdict.Severity).ThenBy(verdict => verdict.Latched).First())
            .OrderByDescending(verdict => verdict.Severity)];
    }

    /// <summary>Whether a flag is only the semantic layer's reading.</summary>
    private static bool IsRead(Verdict verdict) => verdict is { Estimate: not null, Severity: > Severity.Decline };

    /// <summary>What the semantic layer alone reads into a later message stands only if the dialogue as a whole confirms it, or the layer is all but certain.</summary>
    private bool IsSureEnough(Verdict verdict, IReadOnlyList<Verdict> together) => verdict.Severity switch
    {
        _ when verdict.Estimate is null => true,
        Severity.Decline => verdict.Estimate >= _thresholds.LaterDiagnosis,
        Severity.Crisis => verdict.Estimate >= _thresholds.LaterCrisis || together.Any(other => other.Severity == Severity.Crisis),
        _ => verdict.Estimate >= _thresholds.LaterDanger || together.Any(other => other.Severity > Severity.Decline),
    };

    /// <summary>Whether the articles may be quoted: not when this message itself raises a flag.</summary>
#pragma warning disable CA1822 // reads as part of the rails in the pipeline
    public bool MayCompose(IReadOnlyList<Verdict> verdicts) =>
        !verdicts.Any(verdict => verdict.Severity >= Severity.UrgentCare && !verdict.Latched);

    /// <summary>Whether a rail failed and nothing worse was found.</summary>
    public bool Failed(IReadOnlyList<Verdict> verdicts) =>
        verdicts.Any(verdict => verdict is { RuleId: FailureRule, Latched: false }) && verdicts.Max(verdict => verdict.Severity) <= Severity.UrgentCare;
#pragma warning restore CA1822
}
