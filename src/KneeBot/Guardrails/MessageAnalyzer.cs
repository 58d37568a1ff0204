
namespace KneeBot.Guardrails;

/// <summary>What a message mentions and how it means it. One analysis serves every rail.</summary>
/// <param name="Text">The message.</param>
/// <param name="Mentions">Mentions in text order.</param>
public sealed record MessageAnalysis(NormalizedText Text, IReadOnlyList<Mention> Mentions)
{
    /// <summary>Whether a "not" in it stresses a finding instead of denying it ("not just swollen").</summary>
    public bool Emphasises { get; init; }

    /// <summary>Whether it says nothing by itself ("I think so", "since this morning"), see <see cref="EmptyMessage"/>.</summary>
    internal bool IsEmpty { get; init; }

    /// <summary>
    /// What it says apart from what it denies and from the question it is put in: "no fever. is it ok that my foot is cold" says that the foot is cold.
    /// Null where that is all of it, or nothing.
    /// </summary>
    internal NormalizedText? Affirmed { get; init; }

    /// <summary>What it tells before it asks about it: "I can't feel my foot" of "I can't feel my foot, should I worry". Null where that is all of it, or nothing.</summary>
    internal NormalizedText? Told { get; init; }

    /// <summary>Its words that belong to items answered with "no" ("chest pain? no").</summary>
    internal IReadOnlyList<int> Refused { get; init; } = [];

    /// <summary>Its words that ask for a will to live, where that is answered with "yes" ("do you want to live? yes").</summary>
    internal IReadOnlyList<int> WillToLive { get; init; } = [];
}

/// <summary>Finds the lexicon's concepts in a message and judges their context; remembers the result while the message lives.</summary>
public sealed class MessageAnalyzer
{
    private readonly PhraseMatcher _lexicon;
    private readonly ContextRules _context;
    private readonly AffirmedText _affirmed;
    private readonly EmptyMessage _empty;
    private readonly IReadOnlySet<string> _limits;

    /// <summary>"He never hits me", and a will to live that is asked for.</summary>
    internal const string DeniedViolence = "denied-violence", WillToLive = "will-to-live";

    internal MessageAnalyzer(PhraseMatcher lexicon, ContextRules context, WordLists words) =>
        (_lexicon, _context, _affirmed, _empty, _limits) = (lexicon, context, new AffirmedText(words), new EmptyMessage(words), words["denial-limits"]);

    /// <summary>Analyses a message.</summary>
    public MessageAnalysis Analyze(NormalizedText text) =>
        text.Remarks.Find<MessageAnalysis>(this) ?? text.Remarks.Keep(this, text.Tokens.Count == 0 ? new MessageAnalysis(text, []) { IsEmpty = true } : Read(text));

    /// <summary>The messages without what they deny and ask, see <see cref="MessageAnalysis.Affirmed"/>; null where that is all of them.</summary>
    internal IReadOnlyList<MessageAnalysis>? Affirmed(IReadOnlyList<MessageAnalysis> messages) =>
        messages.All(message => message.Affirmed is null) ? null : [.. messages.Select(message => message.Affirmed is { } said ? Analyze(said) : message)];

    /// <summary>A message by itself without the questions behind what it tells, see <see cref="MessageAnalysis.Told"/>; null where there are none.</summary>
    internal MessageAnalysis? Told(IReadOnlyList<MessageAnalysis> messages) => messages is [{ Told: { } told }] ? Analyze(told) : null;

    private MessageAnalysis Read(NormalizedText text)
    {
        var reading = _context.Judge(text.Tokens, _lexicon.Find(text.Tokens));
        reading = reading with { Mentions = [.. reading.Mentions.Where(mention => mention.Concept != DeniedViolence || !IsLimited(text.Tokens, mention.Last))] };
        return new MessageAnalysis(text, reading.Mentions) { IsEmpty = _empty.Is(text, reading), Emphasises = reading.Emphasises, Affirmed = _affirmed.Of(text, reading), Told = _affirmed.BeforeQuestions(text, reading), Refused = [.. Enumerable.Range(0, text.Tokens.Count).Where(reading.Answered.IsRefused)], WillToLive = WillToLiveAgreed(text.Tokens, reading) };
    }

    /// <summary>"He never hits me" says that he does not; "he never hits me hard", "… apart from when he drinks" do not say so.</summary>
    private bool IsLimited(IReadOnlyList<Token> tokens, int last) => !tokens.EndsClause(last) && _limits.Contains(tokens[last + 1].Text);

    private static int[] WillToLiveAgreed(IReadOnlyList<Token> tokens, ContextRules.Reading reading)
    {
        var agreed = reading.Mentions.Where(mention => mention.Concept == WillToLive && reading.Answered.IsAgreed(mention.Last)).Select(mention => tokens[mention.First].Sentence).ToHashSet();
        return [.. Enumerable.Range(0, tokens.Count).Where(at => agreed.Contains(tokens[at].Sentence) || (at > 0 && reading.Answered.IsAgreed(at) && agreed.Contains(tokens[at].Sentence - 1)))];
    }

    /// <summary>How the words from one token to another are meant, whether or not the lexicon holds them: for measuring the context rules.</summary>
    internal MentionContext ContextOf(NormalizedText text, int first, int last)
    {
        var mention = new MentionIndex();
        mention.Add("measured", first, last);
        return _context.Judge(text.Tokens, mention).Mentions.Single().Context;
    }
}
