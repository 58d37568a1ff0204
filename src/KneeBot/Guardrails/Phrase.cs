namespace KneeBot.Guardrails;

/// <summary>
/// One wording of a concept. Elements are separated by spaces: <c>word</c>; <c>stem*</c> for every word that starts so;
/// <c>a/b*</c> for alternatives; <c>(word)</c> for a word that may be missing; <c>&lt;concept&gt;</c> for any wording of
/// another concept; <c>..</c> for up to three words; <c>...</c> for up to six. A wording stays within one sentence.
/// </summary>
internal sealed class Phrase
{
    private readonly Element[] _elements;

    private Phrase(string source, Element[] elements) => (Source, _elements) = (source, elements);

    public string Source { get; }

    public Element First => _elements[0];

    public IEnumerable<Element> Elements => _elements;

    /// <exception cref="RuleFormatException">The wording is empty, or starts or ends with a gap.</exception>
    public static Phrase Parse(string source)
    {
        var parts = source.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var elements = parts.Select(Element.Parse).ToArray();
        if (elements.Length == 0 || elements[0].Gap > 0 || elements[0].Optional || elements[^1].Gap > 0)
            throw new RuleFormatException($"the wording '{source}' must start with a word that is not optional and end with a word");
        return new Phrase(source, elements);
    }

    /// <summary>The last token of the longest match that starts at a token, or -1.</summary>
    public int Match(IReadOnlyList<Token> tokens, int start, MentionIndex mentions) =>
        Match(tokens, start, 0, tokens[start].Sentence, mentions);

    private int Match(IReadOnlyList<Token> tokens, int at, int element, int sentence, MentionIndex mentions)
    {
        if (element == _elements.Length)
            return at - 1;
        var current = _elements[element];
        if (current.Gap > 0)
        {
            for (var skip = 0; skip <= current.Gap; skip++)
            {
                if (skip > 0 && (at + skip - 1 >= tokens.Count || tokens[at + skip - 1].Sentence != sentence))
                    return -1;
                var end = Match(tokens, at + skip, element + 1, sentence, mentions);
                if (end >= 0)
                    return end;
            }

            return -1;
        }

        var best = -1;
        if (at < tokens.Count && tokens[at].Sentence == sentence)
        {
            if (current.Concept is { } concept)
            {
                foreach (var end in mentions.EndsOf(concept, at))
                    best = Math.Max(best, Match(tokens, end + 1, element + 1, sentence, mentions));
            }
            else if (current.Matches(tokens[at].Text))
            {
                best = Match(tokens, at + 1, element + 1, sentence, mentions);
            }
        }

        return best < 0 && current.Optional ? Match(tokens, at, element + 1, sentence, mentions) : best;
    }

    /// <summary>One element of a wording.</summary>
    internal sealed class Element
    {
        public string[] Words { get; private init; } = [];

        public string[] Stems { get; private init; } = [];

        public string? Concept { get; private init; }

        public bool Optional { get; private init; }

        public int Gap { get; private init; }

        public static Element Parse(string part)
        {
            if (part is "..") return new Element { Gap = 3 };
            if (part is "...") return new Element { Gap = 6 };
            var optional = part.Length > 2 && part[0] == '(' && part[^1] == ')';
            var body = optional ? part[1..^1] : part;
            if (body.Length > 2 && body[0] == '<' && body[^1] == '>')
                return new Element { Concept = body[1..^1], Optional = optional };
            var alternatives = body.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (alternatives.Length == 0 || alternatives.Any(word => !word.TrimEnd('*').All(char.IsLetterOrDigit) || word.TrimEnd('*').Length == 0))
                throw new RuleFormatException($"'{part}' is not a word, 'stem*', 'a/b', '(optional)', '<concept>' or a gap; write words in lower case without apostrophes or hyphens");
            return new Element
            {
                Words = [.. alternatives.Where(word => !word.EndsWith('*'))],
                Stems = [.. alternatives.Where(word => word.EndsWith('*')).Select(word => word.TrimEnd('*'))],
                Optional = optional,
            };
        }

        public bool Matches(string token)
        {
            foreach (var word in Words)
                if (word == token)
                    return true;
            foreach (var stem in Stems)
                if (token.StartsWith(stem, StringComparison.Ordinal))
                    return true;
            return false;
        }
    }
}
