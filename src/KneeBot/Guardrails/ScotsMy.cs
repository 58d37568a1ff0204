namespace KneeBot.Guardrails;

/// <summary>"Ma" is a Scot's "my" ("cannae get ma breath"), but a mother where she does something ("ma fell") or belongs to somebody ("my ma").</summary>
internal sealed class ScotsMy(WordLists words)
{
    private readonly IReadOnlySet<string> _afterMother = words["after-mother"];

    /// <summary>How it is written.</summary>
    public const string Word = "ma";

    /// <summary>Whether the last token, written "ma", means "my".</summary>
    /// <param name="tokens">The message so far.</param>
    /// <param name="next">The word after it.</param>
    public bool Is(IReadOnlyList<Token> tokens, string next) =>
        !_afterMother.Contains(next) && (tokens.Count < 2 || tokens[^2].Text is not ("my" or "your" or "our" or "his" or "her" or "the"));
}
