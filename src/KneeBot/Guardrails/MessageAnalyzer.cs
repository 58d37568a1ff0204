using System.Runtime.CompilerServices;

namespace KneeBot.Guardrails;

/// <summary>What a message mentions and how it means it. One analysis serves every rail.</summary>
/// <param name="Text">The message.</param>
/// <param name="Mentions">Mentions in text order.</param>
public sealed record MessageAnalysis(NormalizedText Text, IReadOnlyList<Mention> Mentions)
{
    /// <summary>Whether a "not" in it stresses a finding instead of denying it ("not just swollen").</summary>
    public bool Emphasises { get; init; }
}

/// <summary>Finds the lexicon's concepts in a message and judges their context; remembers the result while the message lives.</summary>
public sealed class MessageAnalyzer
{
    private readonly ConditionalWeakTable<NormalizedText, MessageAnalysis> _seen = [];
    private readonly PhraseMatcher _lexicon;
    private readonly ContextRules _context;

    internal MessageAnalyzer(PhraseMatcher lexicon, ContextRules context) => (_lexicon, _context) = (lexicon, context);

    /// <summary>Analyses a message.</summary>
    public MessageAnalysis Analyze(NormalizedText text)
    {
        if (_seen.TryGetValue(text, out var known))
            return known;
        var (mentions, emphasises) = text.Tokens.Count == 0 ? ([], false) : _context.Judge(text.Tokens, _lexicon.Find(text.Tokens));
        var analysis = new MessageAnalysis(text, mentions) { Emphasises = emphasises };
        _seen.AddOrUpdate(text, analysis);
        return analysis;
    }

    /// <summary>How the words from one token to another are meant, whether or not the lexicon holds them: for measuring the context rules.</summary>
    internal MentionContext ContextOf(NormalizedText text, int first, int last)
    {
        var mention = new MentionIndex();
        mention.Add("measured", first, last);
        return _context.Judge(text.Tokens, mention).Mentions.Single().Context;
    }
}
