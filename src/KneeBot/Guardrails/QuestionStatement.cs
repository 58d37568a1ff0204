namespace KneeBot.Guardrails;

/// <summary>
/// The statement that a question makes with its answer. An ability, a faculty or a state that is asked for is lost with "no"; a sign is there with "yes", and with "no,
/// tightness" another one in its place; who is asked for with "has anyone" is named behind "yes".
/// </summary>
internal sealed class QuestionStatement(WordLists lists)
{
    /// <summary>Words of a question at most among which its ability or state stands, where it is not the last: "safe at home", "are you able to lift it".</summary>
    private const int Lead = 4;

    private readonly IReadOnlyDictionary<string, string> _abilities = lists.Becomes("withdrawn-abilities"), _own = lists.Becomes("asked-persons"), _objects = lists.Becomes("asked-objects"), _will = lists.Becomes("asked-will");

    private readonly IReadOnlySet<string> _faculties = lists["asked-faculties"], _states = lists["well-states"], _everyday = lists["everyday-states"], _openers = lists["question-openers"], _sensations = lists["sensations"], _function = lists["function-words"], _fillers = lists["answer-fillers"];

    private readonly IReadOnlySet<string> _manners = lists["withdrawn-manners"], _anyone = lists["asked-others"], _agreeing = lists["answers-yes"], _persons = lists["clause-subjects"], _prepositions = lists["prepositions"], _scopes = lists["faculty-scopes"], _life = lists["asked-life"];

    /// <summary>The statement of a question, and the first word behind what it is made of; null where it makes none.</summary>
    /// <param name="tokens">The message.</param>
    /// <param name="first">First word of the question.</param>
    /// <param name="end">First word behind it.</param>
    /// <param name="answered">First word behind its answer.</param>
    /// <param name="kind">What the answer makes of it.</param>
    public (string Statement, int Behind)? Of(IReadOnlyList<Token> tokens, int first, int end, int answered, AnswerKind kind)
    {
        List<string> words = [.. Enumerable.Range(first, end - first).Select(at => tokens[at].Text)];
        if (kind != AnswerKind.Yes && Lost(words) is { } lost)
            return (lost, answered);
        if (kind == AnswerKind.No)
            return Replaced(tokens, words, answered);
        if (words.FindIndex(_anyone.Contains) is >= 0 and var other)
            return Named(tokens, words[(other + 1)..], answered);
        return Told(words) is { } told ? (told, answered) : null;
    }

    /// <summary>What is lost: "i cannot feel my foot", "no control of my bladder", "breathing not ok"; null where nothing but a sign is asked for.</summary>
    private string? Lost(List<string> words)
    {
        if (words.FindIndex(_faculties.Contains) is >= 0 and var faculty && (faculty + 1 == words.Count || _scopes.Contains(words[faculty + 1])) && !words.Exists(_abilities.ContainsKey))
            return Own([.. words.Take(faculty).Where(word => !_function.Contains(word) && !_manners.Contains(word)).Prepend("no"), .. words.Skip(faculty)]);
        if (words.FindIndex(_will.ContainsKey) is >= 0 and < Lead and var will && words.Exists(_life.Contains) && !words.Exists(_abilities.ContainsKey))
            return InOrder([.. words.Take(will), _will[words[will]], .. words.Skip(will + 1)], keepsOpener: false);
        var at = words.FindIndex(word => _abilities.ContainsKey(word) || _states.Contains(word));
        if (at >= Lead || at < 0)
            at = words.Count - 1;
        if (_abilities.TryGetValue(words[at], out var inability))
            words[at] = inability;
        else if (_states.Contains(words[at]) && !words.Take(at).Any(_everyday.Contains))
            words[at] = "not " + words[at];
        else
            return null;
        return InOrder(words, keepsOpener: at == 0);
    }

    /// <summary>A sign with the sensation that an answer names in the place of another: "chest tightness" of "chest pain? no, more a tightness".</summary>
    private (string, int)? Replaced(IReadOnlyList<Token> tokens, List<string> words, int answered)
    {
        var end = answered;
        while (end < tokens.Count && tokens[end].Sentence == tokens[answered].Sentence && !tokens[end].InQuestion && (_sensations.Contains(tokens[end].Text) || _function.Contains(tokens[end].Text) || _fillers.Contains(tokens[end].Text)))
            end++;
        if (words.FindLastIndex(_sensations.Contains) is not (>= 0 and var asked) || end == answered || !tokens.EndsClause(end - 1)
            || Enumerable.Range(answered, end - answered).Select(at => tokens[at].Text).FirstOrDefault(_sensations.Contains) is not { } named)
            return null;
        words[asked] = named;
        return (InOrder(words, keepsOpener: false), end);
    }

    /// <summary>The "yes" behind a question for somebody, where the name follows at once ("did anyone hit you? yes my husband"); null where none does.</summary>
    public (int End, AnswerKind Kind)? Names(IReadOnlyList<Token> tokens, int first, int end) =>
        end < tokens.Count && _agreeing.Contains(tokens[end].Text) && Enumerable.Range(first, end - first).Any(at => _anyone.Contains(tokens[at].Text)) ? (end + 1, AnswerKind.Yes) : null;

    /// <summary>Who did what is asked for: "my husband hit me" of "has anyone hit you? yes, my husband".</summary>
    private (string, int)? Named(IReadOnlyList<Token> tokens, List<string> words, int answered)
    {
        var end = answered;
        while (end < tokens.Count && tokens[end].Sentence == tokens[answered - 1].Sentence)
            end++;
        var who = Enumerable.Range(answered, end - answered).Select(at => tokens[at].Text);
        return (Own([.. who.DefaultIfEmpty("someone"), .. words]), end);
    }

    /// <summary>What a question asks of a visitor as told by them; null where it asks something in general ("is a cyst dangerous").</summary>
    private string? Told(List<string> words) =>
        _openers.Contains(words[0]) && !(words.Count > 1 && (words[0] == "any" || words[1] == "there" || _own.ContainsKey(words[1]))) ? null : InOrder(words, keepsOpener: false);

    /// <summary>A question's words in the order of a statement: "can you feel" is stated as "i can feel", "is your breathing not ok" as "my breathing not ok".</summary>
    private string InOrder(List<string> words, bool keepsOpener)
    {
        if (keepsOpener && words.Count > 1 && _own.TryGetValue(words[1], out var who) && _persons.Contains(who))
            (words[0], words[1]) = (words[1], words[0]);
        else if (!keepsOpener && words.Count > 1 && _openers.Contains(words[0]))
            words = words[(words[1] == "there" ? 2 : 1)..];
        return Own(words);
    }

    /// <summary>Words as the one who is asked speaks of themselves: "hit you at home" as "hit me at home".</summary>
    private string Own(List<string> words) =>
        string.Join(' ', words.Select((word, at) => at > 0 && (at + 1 == words.Count || _prepositions.Contains(words[at + 1])) && _objects.TryGetValue(word, out var mine) ? mine : _own.GetValueOrDefault(word, word)));
}
