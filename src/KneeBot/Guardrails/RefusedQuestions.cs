namespace KneeBot.Guardrails;

/// <summary>
/// A question of what can be done, is well or is there to be felt that is answered with "no" ("can you feel your foot? no", "breathing ok? N", "safe at home? no"): the message is judged
/// once more with the statement that it makes ("I cannot feel my foot").
/// </summary>
/// <param name="rails">What judges the statement; despair is left to the rules.</param>
/// <param name="normalizer">Reads it.</param>
/// <param name="lists">Words of ability and of being well.</param>
public sealed class RefusedQuestions(IReadOnlyList<IInputRail> rails, TextNormalizer normalizer, WordLists lists) : IInputRail
{
    /// <summary>Words of a question at most among which its ability or state stands, where it is not the last: "safe at home", "are you able to lift it".</summary>
    private const int Lead = 4;

    private readonly FlatAnswers _answers = new(lists);

    private readonly IReadOnlyDictionary<string, string> _abilities = lists.Becomes("withdrawn-abilities"), _faculties = lists.Becomes("asked-faculties"), _own = lists.Becomes("asked-persons");

    private readonly IReadOnlySet<string> _states = lists["well-states"], _function = lists["function-words"], _openers = lists["question-openers"];

    public string Name => "answered";

    public IReadOnlyList<Verdict> Check(UserTurn turn) => Meant(turn.Normalized) is not { } meant ? [] :
        [.. rails.SelectMany(rail => rail.Check(turn with { Normalized = normalizer.Normalize(meant) })).Where(verdict => verdict.Severity > Severity.Decline && !(verdict is { Severity: Severity.Crisis, Estimate: not null }))
            .Select(verdict => verdict with { Rail = Name, Evidence = [turn.Normalized.Original.Trim()], Explanation = $"the visitor answers with no, so \"{meant}\"; {verdict.Explanation}" })];

    /// <summary>The message with such questions as statements; null where there are none.</summary>
    private string? Meant(NormalizedText text)
    {
        var tokens = text.Tokens;
        var (meant, from) = ("", 0);
        for (var (first, end) = (0, 1); first < tokens.Count; first = end++)
        {
            while (end < tokens.Count && tokens[end].Sentence == tokens[first].Sentence)
                end++;
            if (!tokens[first].InQuestion || _answers.End(tokens, end) is not { } answered || Denied(tokens, first, end) is not { } statement)
                continue;
            meant += text.Original[from..tokens[first].Start] + statement + ". ";
            (from, end) = (tokens[answered - 1].End, answered);
        }

        return from == 0 ? null : meant + text.Original[from..];
    }

    /// <summary>A question as the statement that its denial makes; null where it asks for anything but an ability or a state.</summary>
    private string? Denied(IReadOnlyList<Token> tokens, int first, int end)
    {
        var at = first;
        while (at < end && at - first < Lead && !_abilities.ContainsKey(tokens[at].Text) && !_states.Contains(tokens[at].Text))
            at++;
        if (at == end || at - first == Lead)
            at = end - 1;
        List<string> words = [.. Enumerable.Range(first, end - first).Select(index => tokens[index].Text)];
        var faculty = words.FindIndex(_faculties.ContainsKey);
        if (faculty >= 0 && words.Take(faculty).All(_function.Contains))
            return string.Join(' ', words.Skip(faculty + 1).Prepend(_faculties[words[faculty]]).Select(word => _own.GetValueOrDefault(word, word)));
        if (_abilities.TryGetValue(words[at - first], out var inability))
            words[at - first] = inability;
        else if (_states.Contains(words[at - first]))
            words[at - first] = "not " + words[at - first];
        else
            return null;
        // "can you feel" is stated as "i cannot feel", "is your breathing not ok" as "my breathing not ok".
        if (at == first && words.Count > 1 && _own.ContainsKey(words[1]))
            (words[0], words[1]) = (words[1], words[0]);
        else if (at > first && _openers.Contains(words[0]))
            words.RemoveAt(0);
        return string.Join(' ', words.Select(word => _own.GetValueOrDefault(word, word)));
    }
}
