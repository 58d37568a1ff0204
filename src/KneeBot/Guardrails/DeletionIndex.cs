namespace KneeBot.Guardrails;

/// <summary>
/// Words by what is left of them when letters are taken away. The forms are kept as numbers, since they themselves take many times the room;
/// so a word may be found by a form that is not its own, and who asks compares the words.
/// </summary>
internal sealed class DeletionIndex
{
    private readonly int[] _forms;
    private readonly string[] _words;

    /// <param name="words">Words, each with one of its forms.</param>
    public DeletionIndex(IEnumerable<(string Form, string Word)> words)
    {
        (int Form, string Word)[] all = [.. words.Select(one => (Number(one.Form), one.Word))];
        _forms = Array.ConvertAll(all, one => one.Form);
        _words = Array.ConvertAll(all, one => one.Word);
        Array.Sort(_forms, _words);
    }

    /// <summary>The words that may have a form.</summary>
    public ReadOnlySpan<string> Find(string form)
    {
        var number = Number(form);
        var any = Array.BinarySearch(_forms, number);
        if (any < 0)
            return [];
        var (first, end) = (any, any + 1);
        while (first > 0 && _forms[first - 1] == number)
            first--;
        while (end < _forms.Length && _forms[end] == number)
            end++;
        return _words.AsSpan(first, end - first);
    }

    private static int Number(string form) => string.GetHashCode(form, StringComparison.Ordinal);
}
