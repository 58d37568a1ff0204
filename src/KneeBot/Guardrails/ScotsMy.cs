namespace KneeBot.Guardrails;

/// <summary>"Ma" is a Scot's "my" ("cannae get ma breath"), but a mother where she does something ("ma fell") or belongs to somebody ("my ma").</summary>
internal static class ScotsMy
{
    /// <summary>How it is written.</summary>
    public const string Word = "ma";

    /// <summary>What may follow a mother.</summary>
    private static readonly HashSet<string> AfterMother =
    [
        "is", "isnt", "was", "wasnt", "has", "hasnt", "had", "does", "doesnt", "did", "didnt", "cannot", "couldnt", "can", "could", "will", "wont", "would", "says", "said", "thinks", "keeps", "needs",
        "fell", "went", "got", "just", "and", "or", "in", "on", "at", "with", "who", "to", "never", "always", "also", "still", "now", "stopped", "started", "took", "collapsed", "fainted", "looks", "feels",
    ];

    /// <summary>Whether the last token, written "ma", means "my".</summary>
    /// <param name="tokens">The message so far.</param>
    /// <param name="next">The word after it.</param>
    public static bool Is(IReadOnlyList<Token> tokens, string next) =>
        !AfterMother.Contains(next) && (tokens.Count < 2 || tokens[^2].Text is not ("my" or "your" or "our" or "his" or "her" or "the"));
}
