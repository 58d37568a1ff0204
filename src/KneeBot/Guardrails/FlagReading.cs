namespace KneeBot.Guardrails;

/// <summary>Reads a flag and its urgency together from an estimate: no flag is given an urgency that its rule does not know.</summary>
internal static class FlagReading
{
    private const double UrgencyWeight = 0.5, Least = 1e-9;

    private static readonly Severity[] Urgencies = [Severity.Allow, Severity.SeeDoctor, Severity.UrgentCare, Severity.Emergency, Severity.Crisis];

    /// <summary>Urgencies of the flags that are not just urgent care.</summary>
    private static readonly Dictionary<string, Severity[]> Known = new(StringComparer.Ordinal)
    {
        ["pe"] = [Severity.Emergency],
        ["septic-joint"] = [Severity.UrgentCare, Severity.Emergency],
        ["dislocation-vascular"] = [Severity.UrgentCare, Severity.Emergency],
        ["limb-ischaemia"] = [Severity.Emergency],
        ["compartment"] = [Severity.Emergency],
        ["cauda-equina"] = [Severity.Emergency],
        ["tumour"] = [Severity.SeeDoctor],
        ["nec-fasc"] = [Severity.Emergency],
        ["pulsing-lump"] = [Severity.SeeDoctor, Severity.Emergency],
        ["other-emergency"] = [Severity.Emergency],
        ["self-harm"] = [Severity.Crisis],
    };

    private static readonly Severity[] UrgentCare = [Severity.UrgentCare];

    /// <summary>Self-harm is not read into a danger that the layer holds for something else by its urgency.</summary>
    private const double LeastCrisis = 0.1;

    /// <summary>The flag and urgency that together are likeliest.</summary>
    public static (string Rule, Severity Severity) Likeliest(GuardEstimate estimate) => estimate.Flags
        .Where(flag => flag.RuleId != "self-harm" || estimate.Crisis >= LeastCrisis)
        .SelectMany(flag => Known.GetValueOrDefault(flag.RuleId, UrgentCare).Select(severity => (flag.RuleId, severity, Score: Math.Log(flag.Share + Least) + (UrgencyWeight * Math.Log(Share(estimate, severity) + Least)))))
        .MaxBy(reading => reading.Score) is var best
        ? (best.RuleId, best.severity)
        : default;

    private static double Share(GuardEstimate estimate, Severity severity) => estimate.Urgencies[Array.IndexOf(Urgencies, severity)];
}
