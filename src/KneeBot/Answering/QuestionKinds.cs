using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>Kinds of question and the words that show an answer (<c>questions.yaml</c>).</summary>
public sealed class QuestionKinds
{
    /// <summary>The kind whose cues say how an illness or injury comes about.</summary>
    public const string Origin = "origin";

    /// <summary>The kind that asks what something is.</summary>
    public const string WhatIs = "what-is";

    private readonly PhraseBook _asks = new();
    private readonly PhraseBook _cues = new();
    private readonly HashSet<string> _strict = new(StringComparer.Ordinal), _several = new(StringComparer.Ordinal), _narrow = new(StringComparer.Ordinal);
    private readonly HashSet<string> _numbers;
    private readonly List<string> _names = [];

    private QuestionKinds(KneeAnalyzer analyzer, KindFile file)
    {
        _numbers = [.. analyzer.Stems("one two three four five six seven eight nine ten dozen twenty thirty forty fifty hundred thousand half third quarter").Select(stem => stem.Text).Where(stem => stem != "on")];
        foreach (var kind in file)
        {
            _names.Add(kind.Kind);
            foreach (var ask in kind.Ask)
                _asks.Add(analyzer.Stems(ask), kind.Kind);
            foreach (var cue in kind.Cues)
                _cues.Add(cue == "#" ? [new Stem("#", false)] : analyzer.Stems(cue), kind.Kind);
            if (kind.Strict)
                _strict.Add(kind.Kind);
            if (kind.Several)
                _several.Add(kind.Kind);
            if (kind.Narrow)
                _narrow.Add(kind.Kind);
        }
    }

    /// <summary>The embedded kinds.</summary>
    public static QuestionKinds Load(KneeAnalyzer analyzer) => new(analyzer, AnswerData.Read<KindFile>("questions.yaml"));

    /// <summary>The names of all kinds.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Whether a kind of question asks for several things: what helps, how it feels.</summary>
    public bool IsOfSeveral(string kind) => _several.Contains(kind);

    /// <summary>Whether a kind of question wants one thing of its subject, a place, a time or a reason, which a heading that only names the subject need not say.</summary>
    public bool IsNarrow(string kind) => IsStrict(kind) || _narrow.Contains(kind);

    /// <summary>The kinds of a question.</summary>
    public IReadOnlyList<string> Asked(IReadOnlyList<Stem> question) => [.. _asks.Find(question).Select(match => match.Label).Distinct()];

    /// <summary>The words of a question beside those by which it asks for a strict kind of answer; null when it asks for none.</summary>
    public IReadOnlyList<Stem>? Beside(IReadOnlyList<Stem> question)
    {
        var asking = _asks.Find(question).Where(match => IsStrict(match.Label)).ToArray();
        return asking.Length == 0 ? null : [.. question.Where((_, i) => !asking.Any(match => match.First <= i && i <= match.Last))];
    }

    /// <summary>The kinds that a unit asks by itself: "symptoms", "treatment".</summary>
    public IReadOnlyList<string> AskedBy(QueryUnit unit) => [.. Asked([.. unit.Words.Select(word => new Stem(word, false))]).Where(kind => kind is "feel" or "helps" or "tests" or "why" or "surgery")];

    /// <summary>The kinds of question a sentence has a cue for.</summary>
    public HashSet<string> Cues(IReadOnlyList<Stem> sentence)
    {
        Stem[] withNumbers = [.. sentence, .. sentence.Any(stem => _numbers.Contains(stem.Text) || char.IsAsciiDigit(stem.Text[0])) ? [new Stem("#", false)] : Array.Empty<Stem>()];
        return [.. _cues.Find(withNumbers).Select(match => match.Label)];
    }

    /// <summary>Whether only a cue can answer this kind.</summary>
    public bool IsStrict(string kind) => _strict.Contains(kind);

    private sealed class KindFile : List<KindEntry>;

    private sealed class KindEntry
    {
        public string Kind { get; set; } = "";

        public bool Strict { get; set; }

        public bool Several { get; set; }

        public bool Narrow { get; set; }

        public List<string> Ask { get; set; } = [];

        public List<string> Cues { get; set; } = [];
    }
}
