namespace KneeBot.Guardrails;

/// <summary>
/// Lists in which every item is denied by itself ("no fever, no redness, foot is cold"): the first item without a "no" of its own is not
/// denied, unless it is joined with "or". A list under a single "no" ("no fever, redness or swelling") is denied as a whole.
/// </summary>
internal sealed class DenialLists
{
    private readonly IReadOnlyList<Token> _tokens;

    /// <summary>Where such a list ends, by sentence: the first word after it.</summary>
    private readonly Dictionary<int, int> _ends = [];

    /// <param name="tokens">The message.</param>
    /// <param name="denials">Where words stand that deny what follows, in order.</param>
    public DenialLists(IReadOnlyList<Token> tokens, IReadOnlyList<int> denials)
    {
        _tokens = tokens;
        foreach (var sentence in denials.GroupBy(at => tokens[at].Sentence).Where(IsItemised))
            if (EndOf(sentence.Key, [.. sentence.Select(at => tokens[at].Clause)]) is { } end)
                _ends[sentence.Key] = end;
    }

    /// <summary>Whether a denial stands in such a list and a mention behind it.</summary>
    public bool IsPast(int denial, int mention) =>
        _ends.TryGetValue(_tokens[denial].Sentence, out var end) && denial < end && mention >= end;

    /// <summary>Whether clause by clause is denied, or one word of denial is said again; "has no pain and denies fever, chills" ends with a list under "denies".</summary>
    private bool IsItemised(IEnumerable<int> denials)
    {
        int[] all = [.. denials];
        return all.Select(at => _tokens[at].Clause).Distinct().Count() > 1 || all.Select(at => _tokens[at].Text).Distinct().Count() < all.Length;
    }

    private int? EndOf(int sentence, HashSet<int> denied)
    {
        for (var i = 0; i < _tokens.Count; i++)
            if (_tokens[i].Sentence == sentence && !denied.Contains(_tokens[i].Clause))
                return _tokens[i].Clause > denied.Min() && !IsJoined(i) ? i : null;
        return null;
    }

    private bool IsJoined(int clauseStart)
    {
        for (var i = clauseStart; i < _tokens.Count && _tokens[i].Clause == _tokens[clauseStart].Clause; i++)
            if (_tokens[i].Text is "or" or "nor" or "and" && (i == clauseStart || _tokens[i].Text is not "and"))
                return true;
        return false;
    }
}
