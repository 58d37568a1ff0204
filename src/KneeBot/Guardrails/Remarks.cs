namespace KneeBot.Guardrails;

/// <summary>
/// What readers of a text made of it, kept as long as the text is. A weak table would do the same, but the garbage collector goes through
/// all of a table's entries at each collection, however small.
/// </summary>
internal sealed class Remarks
{
    private readonly Lock _lock = new();
    private volatile KeyValuePair<object, object>[] _all = [];

    /// <summary>What a reader made of the text; null when it has not read it.</summary>
    public T? Find<T>(object reader) where T : class
    {
        foreach (var (by, made) in _all)
            if (ReferenceEquals(by, reader))
                return (T)made;
        return null;
    }

    /// <summary>Keeps what a reader made of the text, unless something of the reader's is kept already.</summary>
    /// <returns>What is kept.</returns>
    public T Keep<T>(object reader, T made) where T : class
    {
        lock (_lock)
        {
            if (Find<T>(reader) is { } before)
                return before;
            _all = [.. _all, new(reader, made)];
            return made;
        }
    }
}
