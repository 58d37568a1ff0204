namespace KneeBot.Guardrails;

/// <summary>A list of single words by which messages are read.</summary>
/// <param name="Id">Stable name, for example <c>answers-no</c>.</param>
/// <param name="Says">What its words do.</param>
internal sealed record WordList(string Id, string Says)
{
    /// <summary>The words, as a message is read: in lower case, without apostrophes.</summary>
    public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Words with what is read instead.</summary>
    public Dictionary<string, string> Becomes { get; } = new(StringComparer.Ordinal);

    /// <summary>All of it as it is written, for the rules page.</summary>
    public IEnumerable<string> Entries => [.. Words, .. Becomes.Select(pair => $"{pair.Key}: {(pair.Value.Length == 0 ? "nothing" : pair.Value)}")];
}

/// <summary>The word lists of the rule files by name.</summary>
public sealed class WordLists
{
    private readonly Dictionary<string, WordList> _lists = new(StringComparer.Ordinal);

    /// <summary>All of them, in the order they were read.</summary>
    internal IEnumerable<WordList> All => _lists.Values;

    /// <summary>The words of a list.</summary>
    /// <exception cref="RuleFormatException">There is no such list.</exception>
    internal IReadOnlySet<string> this[string id] => Named(id).Words;

    /// <summary>The words of a list with what is read instead of each.</summary>
    /// <exception cref="RuleFormatException">There is no such list.</exception>
    internal IReadOnlyDictionary<string, string> Becomes(string id) => Named(id).Becomes;

    internal WordList? Find(string id) => _lists.GetValueOrDefault(id);

    internal WordList Add(WordList list) => _lists[list.Id] = list;

    private WordList Named(string id) => Find(id) ?? throw new RuleFormatException($"the word list '{id}' is missing");
}
