using KneeBot.Answering;
using KneeBot.Guardrails;
using KneeBot.Retrieval;

namespace KneeBot.Conversations;

/// <summary>
/// Makes a follow-up complete in itself: a question that leans on the one before gets what that was about in brackets,
/// <c>does it come back? (about: drained cyst; Treatment of a Baker's cyst)</c>. One that names another subject gets nothing.
/// </summary>
public sealed class FollowUpResolver
{
    private const string About = " (about: ";
    private const int MaxAbout = 200, MostPointingBack = 3, MostLeaning = 5;

    private static readonly HashSet<string> Pronouns = ["it", "its", "that", "this", "they", "them", "their", "these", "those", "one", "ones", "he", "she", "both", "there", "then"];
    private static readonly HashSet<string> Continuations = ["and", "or", "also", "so", "but", "then", "only", "really", "ok", "right"];

    private readonly KneeAnalyzer _analyzer;
    private readonly Thesaurus _thesaurus;
    private readonly SentenceIndex _index;
    private readonly ArticleSpelling _spelling;
    private readonly ArticleSubjects _subjects;
    private readonly NamedSubjects _named;
    private readonly Corrections _corrections;
    private readonly Comparisons _comparisons;

    internal FollowUpResolver(KneeAnalyzer analyzer, Thesaurus thesaurus, SentenceIndex index, ArticleSubjects subjects, NamedSubjects named, ArticleSpelling spelling)
    {
        _analyzer = analyzer;
        _thesaurus = thesaurus;
        _index = index;
        _subjects = subjects;
        _named = named;
        _corrections = new Corrections(analyzer, thesaurus);
        _comparisons = new Comparisons(analyzer, thesaurus);
        _spelling = spelling;
    }

    /// <summary>Resolves a message.</summary>
    /// <param name="text">The visitor's message.</param>
    /// <param name="state">The dialogue so far.</param>
    /// <returns>The question to search for.</returns>
    public string Resolve(NormalizedText text, DialogueState state)
    {
        var words = text.Tokens.Select(token => token.Text).ToArray();
        var written = Written(text);
        if (_corrections.Read(written, state.Topic) is { } corrected)
        {
            if (corrected.IsComplete)
                return corrected.Question;
            written = corrected.Question;
            words = written.TrimEnd('.', '?').Split(' ');
        }

        var (question, told) = AskedPart.Of(written, asked => asked.AsSpan().Count(' ') >= 2 && _thesaurus.Units(_analyzer.Stems(asked)).Count > 0);
        if (PointsAtTold(question) && Relevant(told).Length > 0)
            (question, told) = (written, "");
        question = InformationRequest.Plain(question);
        told = Relevant(told);
        if (state.Topic is not { } topic || words.Length == 0 || !LeansOn(written, words, topic, state))
            return Join(question, told);
        var (asked, background) = Split(topic);
        if (_named.Instead(question, _thesaurus.Units(_analyzer.Stems(question)), asked) is { } instead)
            return instead;
        // A chain of follow-ups keeps the subject it began with until one names another.
        var section = state.Sections.Count > 0 ? state.Sections[0] : "";
        var subject = background.Length > 0 && !_thesaurus.Units(_analyzer.Stems(asked)).Any(_thesaurus.IsSubject) ? background : section;
        var about = subject.Length == 0 ? asked : asked.TrimEnd('.', '?') + "; " + subject;
        return Join(question, told.Length == 0 ? about : told.TrimEnd('.', '?') + "; " + about);
    }

    /// <summary>
    /// Whether a message, once a flag is raised, asks of what the visitor told: "is that serious", "can it wait", "does ice help". One that names an
    /// illness or injury, asks for a definition, or follows up a question asked since does not.
    /// </summary>
    public bool AsksOfOwnState(NormalizedText text, DialogueState state)
    {
        var asked = text.Folded;
        if (_thesaurus.Units(_analyzer.Stems(Written(text))).Any(NamesCondition))
            return OwnQuestion.AsksWhetherItIs(asked);
        return OwnQuestion.AsksOfDanger(asked) || (state.Topic is null && !OwnQuestion.AsksForDefinition(asked));
    }

    /// <summary>Whether a question names nothing of its own and means what was told before it: "…: does that exist?".</summary>
    private bool PointsAtTold(string question) =>
        question.TrimEnd('?', '.').Split(' ').Any(Pronouns.Contains) && !_thesaurus.Units(_analyzer.Stems(question)).Any(unit => unit.Labels.Count > 0 || _index.Knows(unit));

    private static string Short(string about) => about[..Math.Min(about.Length, MaxAbout)].Replace('(', ' ').Replace(')', ' ');

    /// <summary>Of what the visitor tells, the sentences that name an illness, an injury or a part of the body.</summary>
    private string Relevant(string told) => string.Join(' ', AskedPart.Sentences(told)
        .Where(sentence => _thesaurus.Units(_analyzer.Stems(sentence)).SelectMany(unit => unit.Labels).Any(_thesaurus.IsCondition)));

    /// <summary>A resolved question's own words, and what it is about.</summary>
    public static (string Question, string About) Split(string resolved)
    {
        var at = resolved.IndexOf(About, StringComparison.Ordinal);
        return at < 0 ? (resolved, "") : (resolved[..at], resolved[(at + About.Length)..].TrimEnd(')'));
    }

    /// <summary>A question and what it is about, as <see cref="Split"/> parts them.</summary>
    internal static string Join(string question, string about) => about.Length == 0 ? question : question + About + Short(about) + ")";

    private bool LeansOn(string question, string[] words, string topic, DialogueState state)
    {
        if (_subjects.AsksAcross(question) || _comparisons.Defined(question) is not null)
            return false;
        var units = _thesaurus.Units(_analyzer.Stems(question));
        var before = _thesaurus.Terms(topic + " . " + string.Join(" . ", state.Sections.Take(1)));
        // "How does it feel" asks of the subject before, though headings have the word: a word of no subject changes it only where nothing else points back.
        var pointsBack = units.Count <= MostPointingBack && words.Any(Pronouns.Contains);
        var isKind = units is [{ Labels.Count: > 0 }]; // "what are the symptoms"
        // A dialogue about one article of several stays with it until another's subject is named.
        var isOfArticle = _subjects.Scope(topic).Count > 0 || (state.Sections.Count > 0 && _subjects.Scope(state.Sections[0]).Count > 0);
        var subjects = units.Where(unit => isOfArticle ? unit.Labels.Any(_subjects.IsNamed) : NamesCondition(unit) || (!pointsBack && !isKind && unit.Words.Any(_index.NamesSection))).ToArray();
        var continues = Continuations.Contains(words[0]) || question.StartsWith("what about", StringComparison.Ordinal) || question.StartsWith("how about", StringComparison.Ordinal);
        if (subjects.Any(unit => !unit.Labels.Concat(unit.Words).Any(before.Contains)))
            return continues && units.Count <= 2;
        if (continues || words.Any(Pronouns.Contains) || units.Count <= (isOfArticle ? MostPointingBack : MostLeaning))
            return true;
        // One that names its subject and asks at length is complete; among articles on several subjects, what it was about still says which.
        return subjects.Length > 0 && isOfArticle;
    }

    /// <summary>Whether the unit names an illness, an injury or a part of the body that a passage can be about.</summary>
    private bool NamesCondition(QueryUnit unit) => unit.Labels.Any(label => _thesaurus.IsCondition(label) && _index.NamesSection(label));

    /// <summary>The message sentence by sentence, its spelling repaired towards the articles' words; a word the articles have stays as typed.</summary>
    private string Written(NormalizedText text) => string.Join(' ', text.Tokens
        .GroupBy(token => token.Sentence)
        .Select(sentence => string.Join(' ', sentence.GroupBy(token => token.Start).Select(parts => Word(text, [.. parts]))) + (sentence.Any(token => token.InQuestion) ? "?" : ".")));

    private string Word(NormalizedText text, Token[] tokens)
    {
        var typed = CharacterFolding.Fold(text.Original[tokens[0].Start..tokens[^1].End]).Folded.ToLowerInvariant();
        return _spelling.Repair(typed.Replace("'", "", StringComparison.Ordinal), typed.EndsWith("'s", StringComparison.Ordinal), [.. tokens.Select(token => token.Text)]);
    }
}
