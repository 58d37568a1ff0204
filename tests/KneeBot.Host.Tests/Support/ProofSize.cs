namespace KneeBot.Host.Tests.Support;

/// <summary>How much of a proof is run: a part by default, all of it when the environment variable <c>KNEEBOT_PROOF</c> is <c>full</c>.</summary>
internal static class ProofSize
{
    public static int Of(int usual, int full) => Environment.GetEnvironmentVariable("KNEEBOT_PROOF") == "full" ? full : usual;
}
