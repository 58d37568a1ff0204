using System.Text.RegularExpressions;

namespace KneeBot.Guardrails;

/// <summary>
/// One wording of a concept. Elements are separated by spaces: <c>word</c>; <c>stem*</c> for every word that starts so;
/// <c>a/b*</c> for alternatives; <c>20-199</c> for any whole number from the first to the last, in digits or as one word ("thirty"); <c>[a b/c]</c> for alternatives of several words; <c>(a b/c)</c> for the same when it may be
/// missing; <c>&lt;concept&gt;</c> for any wording of another concept; <c>..</c> for up to three words; <c>...</c> for up to
/// six. A wording stays within one sentence.
/// </summary>
internal sealed partial class Phrase
{
    /// <summary>A gap never runs over a negation: "calf ... swollen" is not said by "my calf is sore but not swollen".</summary>
    private static readonly HashSet<string> GapStops = new(StringComparer.Ordinal)
    {
        "no", "not", "nor", "never", "none", "without", "but", "isnt", "wasnt", "arent", "werent", "dont", "doesnt", "didnt", "hasnt", "havent", "hadnt",
    };

    private readonly Element[] _elements;

    /// <summary>What the second word must be one of, where that is certain: most wordings end there without a further look.</summary>
    private readonly HashSet<string>? _seconds;

    private Phrase(string source, Element[] elements) => (Source, _elements, _seconds) = (source, elements, Seconds(elements));

    public string Source { get; }

    /// <summary>What a match can start with.</summary>
    public IEnumerable<Matcher> Starts => _elements[0].Alternatives.Select(alternative => alternative[0]);

    /// <summary>Every word, stem and concept it is made of.</summary>
    public IEnumerable<Matcher> Parts => _elements.SelectMany(element => element.Alternatives).SelectMany(alternative => alternative);

    /// <summary>The concepts whose wordings it takes over.</summary>
    public IEnumerable<string> References => Parts.Where(part => part.Kind == MatcherKind.Concept).Select(part => part.Text);

    /// <exception cref="RuleFormatException">The wording is empty, or starts with something that may be missing, or ends with a gap.</exception>
    public static Phrase Parse(string source)
    {
        var elements = ElementPattern().Matches(Scripts.Wording(source)).Select(match => Element.Parse(match.Value)).ToArray();
        if (elements.Length == 0 || elements[0].Gap > 0 || elements[0].Optional || elements[^1].Gap > 0)
            throw new RuleFormatException($"the wording '{source}' must start with a word that is not optional and must not end with a gap");
        return new Phrase(source, elements);
    }

    /// <summary>The last token of the longest match that starts at a token, or -1.</summary>
    public int Match(Token[] tokens, int start, MentionIndex mentions) =>
        _seconds is not null && (start + 1 == tokens.Length || !_seconds.Contains(tokens[start + 1].Text))
            ? -1
            : Match(tokens, start, 0, tokens[start].Sentence, mentions);

    private static HashSet<string>? Seconds(Element[] elements)
    {
        if (!elements[0].Alternatives.All(alternative => alternative is [{ Kind: not MatcherKind.Concept }]) || elements is not [_, { Gap: 0, Optional: false } second, ..])
            return null;
        return second.Alternatives.All(alternative => alternative[0].Kind == MatcherKind.Word)
            ? second.Alternatives.Select(alternative => alternative[0].Text).ToHashSet(StringComparer.Ordinal)
            : null;
    }

    private int Match(Token[] tokens, int at, int element, int sentence, MentionIndex mentions)
    {
        if (element == _elements.Length)
            return at - 1;
        var current = _elements[element];
        var best = -1;
        for (var skip = 0; current.Gap > 0 && skip <= current.Gap; skip++)
        {
            if (skip > 0 && (at + skip - 1 >= tokens.Length || tokens[at + skip - 1].Sentence != sentence || GapStops.Contains(tokens[at + skip - 1].Text)))
                return -1;
            best = Match(tokens, at + skip, element + 1, sentence, mentions);
            if (best >= 0)
                return best;
        }

        foreach (var alternative in current.Alternatives)
            best = Math.Max(best, Follow(alternative, 0, tokens, at, element, sentence, mentions));
        return best < 0 && current.Optional ? Match(tokens, at, element + 1, sentence, mentions) : best;
    }

    private int Follow(Matcher[] alternative, int part, Token[] tokens, int at, int element, int sentence, MentionIndex mentions)
    {
        if (part == alternative.Length)
            return Match(tokens, at, element + 1, sentence, mentions);
        if (at >= tokens.Length || tokens[at].Sentence != sentence)
            return -1;
        var matcher = alternative[part];
        if (matcher.Kind != MatcherKind.Concept)
            return matcher.Matches(tokens[at].Text) ? Follow(alternative, part + 1, tokens, at + 1, element, sentence, mentions) : -1;
        var best = -1;
        foreach (var end in mentions.EndsOf(matcher.Text, at))
            best = Math.Max(best, Follow(alternative, part + 1, tokens, end + 1, element, sentence, mentions));
        return best;
    }

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]|\S+")]
    private static partial Regex ElementPattern();

    /// <summary>What a part of a wording stands for.</summary>
    internal enum MatcherKind
    {
        Word,
        Stem,
        Concept,
    }

    /// <summary>One word, stem or concept.</summary>
    internal readonly record struct Matcher(MatcherKind Kind, string Text)
    {
        public static Matcher Parse(string text)
        {
            if (text.Length > 2 && text[0] == '<' && text[^1] == '>')
                return new Matcher(MatcherKind.Concept, text[1..^1]);
            var word = text.TrimEnd('*');
            if (word.Length == 0 || !word.All(c => Scripts.IsWordCharacter(c) || c == '.'))
                throw new RuleFormatException($"'{text}' is not a word, 'stem*', 'a/b', '(optional)', '[a b/c]', '<concept>' or a gap; write words in lower case without apostrophes or hyphens");
            return new Matcher(word.Length < text.Length ? MatcherKind.Stem : MatcherKind.Word, word);
        }

        public bool Matches(string token) =>
            Kind == MatcherKind.Word ? token == Text : token.StartsWith(Text, StringComparison.Ordinal);
    }

    private sealed record Element(Matcher[][] Alternatives, bool Optional, int Gap)
    {
        private const string Cannot = "cannot";

        /// <summary>Whoever cannot or could not is unable to, too.</summary>
        private static readonly Matcher[][] Inability =
            [.. new[] { Cannot, "couldnt", "unable to", "not able to", "isnt able to", "arent able to", "wasnt able to", "werent able to", "no longer able to", "not been able to", "havent been able to", "hasnt been able to" }.Select(Words)];

        public static Element Parse(string part)
        {
            if (part is "..") return new Element([], false, 3);
            if (part is "...") return new Element([], false, 6);
            var grouped = part.Length > 2 && part[0] is '(' or '[';
            var alternatives = (grouped ? part[1..^1] : part).Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (alternatives.Length == 0)
                throw new RuleFormatException($"'{part}' names no word");
            return new Element(
                [.. alternatives.SelectMany(alternative => alternative == Cannot ? Inability : NumberWords.Between(alternative)?.Select(Words) ?? [Words(alternative)])],
                part[0] == '(',
                0);
        }

        private static Matcher[] Words(string alternative) => [.. alternative.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Matcher.Parse)];
    }
}
