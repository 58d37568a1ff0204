using KneeBot.Conversations;

namespace KneeBot.Guardrails;

/// <summary>Everything the rule files say: concepts, context cues, spelling, and the rules of each rail.</summary>
public sealed class RuleBook
{
    /// <summary>Rails that must be there, with the rules that must not be missing from them.</summary>
    internal const string RedFlags = "red-flag", Crisis = "crisis", Diagnosis = "diagnosis";

    internal RuleBook(
        IReadOnlyDictionary<string, Concept> concepts,
        IReadOnlyDictionary<string, IReadOnlyList<Rule>> rules,
        TextNormalizer normalizer,
        MessageAnalyzer analyzer,
        string version)
    {
        Concepts = concepts;
        Rules = rules;
        Normalizer = normalizer;
        Analyzer = analyzer;
        Version = version;
    }

    /// <summary>The lexicon by concept.</summary>
    public IReadOnlyDictionary<string, Concept> Concepts { get; }

    /// <summary>The rules by rail.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Rule>> Rules { get; }

    /// <summary>The context cues, for the rules page.</summary>
    internal IReadOnlyList<ContextCue> Cues { get; init; } = [];

    /// <summary>Wordings of the cues, of what only looks like one, and of what ends a cue's reach, by label.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> CueWordings { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Prepares messages.</summary>
    public TextNormalizer Normalizer { get; }

    /// <summary>Finds concepts in messages.</summary>
    public MessageAnalyzer Analyzer { get; }

    /// <summary>First 12 hex digits of the SHA-256 of all rule files: names the rule set a sign-off is for.</summary>
    public string Version { get; }

    /// <summary>What a plain statement may hold beside a finding.</summary>
    internal PlainStatement PlainStatement { get; init; } = new();

    /// <summary>Words by which messages are read.</summary>
    internal WordLists WordLists { get; init; } = new();

    /// <summary>The rails without the semantic layer, in the order they are listed in traces.</summary>
    public IReadOnlyList<IInputRail> CreateRails() => CreateRails(sense: null);

    /// <summary>The rails together.</summary>
    /// <param name="guard">The semantic layer; null when it is switched off.</param>
    /// <param name="thresholds">From which estimate on it speaks; null: the defaults.</param>
    public InputRails CreateInputRails(ISemanticGuard? guard = null, SemanticThresholds? thresholds = null)
    {
        var sense = guard is null ? null : new SemanticSense(guard, thresholds ?? new SemanticThresholds(), Analyzer, new DialogueReading(Normalizer, Analyzer, LanguageDetector.Load()), PlainStatement);
        return new InputRails(CreateRails(sense), sense);
    }

    private IInputRail[] CreateRails(SemanticSense? sense)
    {
        var rails = new[] { Crisis, RedFlags, Diagnosis }.Select(name => new RuleRail(name, Rules[name], Concepts, Analyzer, sense)).ToArray();
        var redFlags = rails.Single(rail => rail.Name == RedFlags);
        IInputRail[] semantic = sense is null ? [] : [new SemanticRail(sense, Analyzer, Normalizer, WordLists)];
        return
        [
            .. rails,
            new ConfirmedSigns(redFlags, Concepts, Normalizer, Analyzer, WordLists),
            new MetConditions([redFlags, .. semantic], Analyzer, WordLists),
            new WithdrawnDenials([.. rails.Where(rail => rail.Name != Diagnosis)], Normalizer, Analyzer, WordLists),
            new AnsweredQuestions([.. rails.Where(rail => rail.Name != Diagnosis)], Normalizer, WordLists),
            .. semantic,
        ];
    }
}
