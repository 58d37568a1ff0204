namespace KneeBot.Guardrails;

/// <summary>
/// What readers of a text made of it, kept as long as the text is. A weak table would do the same, but the garbage collector goes through
/// all of a table's entries at each collection, however small.
/// </summary>
internal sealed class Remarks
{
    private KeyValuePair<object, object>[] _all = [];

    /// <summary>What a reader made of the text; null when it has not read it.</summary>
    public T? Find<T>(object reader) where T : class => Find<T>(Volatile.Read(ref _all), reader);

    /// <summary>Keeps what a reader made of the text, unless something of the reader's is kept already.</summary>
    /// <returns>What is kept.</returns>
    public T Keep<T>(object reader, T made) where T : class
    {
        while (true)
        {
            var all = Volatile.Read(ref _all);
            if (Find<T>(all, reader) is { } before)
                return before;
            if (Interlocked.CompareExchange(ref _all, [.. all, new(reader, made)], all) == all)
                return made;
        }
    }

    private static T? Find<T>(KeyValuePair<object, object>[] all, object reader) where T : class
    {
        foreach (var (by, made) in all)
            if (ReferenceEquals(by, reader))
                return (T)made;
        return null;
    }
}
