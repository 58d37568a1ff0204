using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>Puts the opinions of the network and of the linear classifiers together: a weighted sum of their log-odds.</summary>
internal static class GuardFusion
{
    /// <summary>Weight of the linear classifiers' log-odds beside the network's; chosen on development messages by writers it had not seen.</summary>
    internal const double LinearDanger = 0.35, LinearCrisis = 0.35, LinearDiagnosis = 0.5;

    public static GuardEstimate Estimate(GuardScores network, IReadOnlyList<double> linear)
    {
        var shares = LinearTrainer.Softmax([.. network.Urgencies.Select(score => (double)score)]);
        var flags = LinearTrainer.Softmax([.. network.Flags.Select(score => (double)score)]);
        return new GuardEstimate(
            Probability(Odds(1 - shares[0]) + (LinearDanger * linear[0])),
            Probability(Odds(shares[4]) + (LinearCrisis * linear[1])),
            Probability(network.Diagnosis + (LinearDiagnosis * linear[2])),
            [.. GuardNetwork.Flags.Zip(flags).OrderByDescending(flag => flag.Second).Select(flag => (flag.First, flag.Second))])
        {
            Urgencies = shares,
        };
    }

    private static double Odds(double probability)
    {
        const double Least = 1e-6;
        var bounded = Math.Clamp(probability, Least, 1 - Least);
        return Math.Log(bounded / (1 - bounded));
    }

    private static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));
}
