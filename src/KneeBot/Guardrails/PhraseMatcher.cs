namespace KneeBot.Guardrails;

/// <summary>Finds every wording of a set of labelled phrases in a message. Phrases that refer to other labels are matched after those.</summary>
internal sealed class PhraseMatcher
{
    private sealed class Level
    {
        public Dictionary<string, List<(string Label, Phrase Phrase)>> ByWord { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, List<(string Label, Phrase Phrase)>> ByStem { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, List<(string Label, Phrase Phrase)>> ByConcept { get; } = new(StringComparer.Ordinal);

        public int ShortestStem { get; set; } = int.MaxValue;

        public int LongestStem { get; set; }
    }

    private readonly Level[] _levels;

    /// <exception cref="RuleFormatException">A phrase refers to a label that does not exist, or labels refer to each other in a circle.</exception>
    public PhraseMatcher(IReadOnlyDictionary<string, IReadOnlyList<Phrase>> phrases)
    {
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var label in phrases.Keys)
            DepthOf(label, phrases, depth, []);
        _levels = [.. Enumerable.Range(0, depth.Values.DefaultIfEmpty(0).Max() + 1).Select(_ => new Level())];
        foreach (var (label, list) in phrases)
        foreach (var phrase in list)
            Add(_levels[depth[label]], label, phrase);
    }

    public MentionIndex Find(IReadOnlyList<Token> message)
    {
        var tokens = message as Token[] ?? [.. message];
        var mentions = new MentionIndex();
        foreach (var level in _levels)
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                var text = tokens[i].Text;
                if (level.ByWord.TryGetValue(text, out var words))
                    Try(words, tokens, i, mentions);
                for (var length = level.ShortestStem; length <= text.Length && length <= level.LongestStem; length++)
                    if (level.ByStem.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(0, length), out var stems))
                        Try(stems, tokens, i, mentions);
            }

            foreach (var (concept, phrases) in level.ByConcept)
                if (mentions.SpansOf(concept) is { Count: > 0 } spans)
                    foreach (var first in spans.Select(span => span.First).Distinct().ToArray())
                        Try(phrases, tokens, first, mentions);
        }

        return mentions;
    }

    private static void Try(List<(string Label, Phrase Phrase)> phrases, Token[] tokens, int at, MentionIndex mentions)
    {
        foreach (var (label, phrase) in phrases)
            if (phrase.Match(tokens, at, mentions) is >= 0 and var last)
                mentions.Add(label, at, last);
    }

    private static void Add(Level level, string label, Phrase phrase)
    {
        foreach (var start in phrase.Starts)
        {
            switch (start.Kind)
            {
                case Phrase.MatcherKind.Concept:
                    Entry(level.ByConcept, start.Text).Add((label, phrase));
                    break;
                case Phrase.MatcherKind.Word:
                    Entry(level.ByWord, start.Text).Add((label, phrase));
                    break;
                case Phrase.MatcherKind.Stem:
                    Entry(level.ByStem, start.Text).Add((label, phrase));
                    level.ShortestStem = Math.Min(level.ShortestStem, start.Text.Length);
                    level.LongestStem = Math.Max(level.LongestStem, start.Text.Length);
                    break;
            }
        }
    }

    private static List<(string, Phrase)> Entry(Dictionary<string, List<(string, Phrase)>> index, string key)
    {
        if (!index.TryGetValue(key, out var list))
            index[key] = list = [];
        return list;
    }

    private static int DepthOf(string label, IReadOnlyDictionary<string, IReadOnlyList<Phrase>> phrases, Dictionary<string, int> depth, HashSet<string> open)
    {
        if (depth.TryGetValue(label, out var known))
            return known;
        if (!open.Add(label))
            throw new RuleFormatException($"the concepts {string.Join(" → ", open)} refer to each other in a circle");
        var deepest = 0;
        foreach (var phrase in phrases[label])
        foreach (var other in phrase.References)
        {
            if (!phrases.ContainsKey(other))
                throw new RuleFormatException($"the concept '{label}' refers to '<{other}>' in '{phrase.Source}', which is not a concept");
            deepest = Math.Max(deepest, 1 + DepthOf(other, phrases, depth, open));
        }

        open.Remove(label);
        return depth[label] = deepest;
    }
}
