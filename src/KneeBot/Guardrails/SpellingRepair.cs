using KneeBot.Retrieval;

namespace KneeBot.Guardrails;

/// <summary>
/// Turns words that are not English into the lexicon's word they were meant to be: text-speak by a table, misspellings by
/// edit distance (one edit from four letters on, two from eight), stretched letters, digits for letters, and words run together.
/// English words stay.
/// </summary>
internal sealed class SpellingRepair
{
    private const int MostKept = 20_000, LongestRepaired = 24, LongestRunTogether = 200, ShortestRunTogether = 10;

    private readonly IReadOnlyDictionary<string, string> _shorthand;
    private readonly IReadOnlyDictionary<string, string> _beforeTwo;
    private readonly HashSet<string> _known;
    private readonly HashSet<string> _targets;
    private readonly DeletionIndex _byDeletion;
    private readonly Dictionary<string, string> _byUnstretched = new(StringComparer.Ordinal);
    private readonly RunTogetherWords _runTogether;
    private readonly KeptByText<string> _repaired = new(MostKept);

    /// <param name="shorthand">Text-speak and dialect forms with what they stand for (one or more words).</param>
    /// <param name="beforeTwo">Words before a "2" that stands for "to", and what they mean.</param>
    /// <param name="english">Words that are right as they are.</param>
    /// <param name="targets">Words worth repairing to.</param>
    public SpellingRepair(IReadOnlyDictionary<string, string> shorthand, IReadOnlyDictionary<string, string> beforeTwo, HashSet<string> english, IEnumerable<string> targets)
    {
        (_shorthand, _beforeTwo) = (shorthand, beforeTwo);
        _targets = [.. targets];
        _known = new HashSet<string>(english, english.Comparer);
        _known.UnionWith(_targets);
        _known.UnionWith(shorthand.Keys);
        _runTogether = new RunTogetherWords(english, _targets);
        foreach (var target in _targets.Order(StringComparer.Ordinal))
            _byUnstretched.TryAdd(Unstretch(target), target);
        _byDeletion = new DeletionIndex(_targets.Where(word => word.Length >= 4).Select(target => (target, Edits(target))));
    }

    /// <summary>Whether a word is right as it is.</summary>
    public bool Knows(string word) => _known.Contains(word);

    /// <inheritdoc cref="Repair(string, out bool)" />
    public string Repair(string word) => Repair(word, out _);

    /// <summary>The word, or what it was meant to be; several words are separated by a space.</summary>
    /// <param name="word">The word, lower case and folded; several, if they were typed letter by letter.</param>
    /// <param name="unmasked">Whether it was run together with others, or written with digits for letters.</param>
    public string Repair(string word, out bool unmasked)
    {
        unmasked = false;
        if (word.Contains(' ', StringComparison.Ordinal))
            return string.Join(' ', word.Split(' ').Select(part => Repair(part, out _)));
        if (_shorthand.TryGetValue(word, out var meant))
            return meant;
        if (_known.TryGetValue(word, out var known))
            return known; // the one there is: a dialogue keeps its words
        if (word.Length < 3 || word.Length > LongestRunTogether || word.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
            return word;
        if (!_repaired.TryGet(word, out var repaired))
            repaired = _repaired.Keep(word, RepairUnknown(word));
        unmasked = repaired != word && (word.Length >= ShortestRunTogether && repaired.Contains(' ', StringComparison.Ordinal) || !word.All(char.IsLetter));
        return repaired;
    }

    private string RepairUnknown(string word)
    {
        if (!word.All(char.IsLetter) && Unleet(word) is { } plain)
            return plain;
        if (!char.IsLetter(word[0]) || word.Length < 4)
            return word;
        if (word.Length > LongestRepaired)
            return _runTogether.Split(word) ?? word;
        return Nearest(word) ?? Undouble(word) ?? (_byUnstretched.TryGetValue(Unstretch(word), out var target) ? target : null) ?? SplitApart(word) ?? word;
    }

    /// <summary>"ch3st", "5w0llen", "p@in": digits and marks for letters, where that makes a word; "5days" is a number and a word, "500s" are several.</summary>
    private string? Unleet(string word)
    {
        var digits = word.TakeWhile(char.IsDigit).Count();
        if (digits > 0 && word.AsSpan(digits) is "s")
            return null;
        if (digits > 0 && word.Length - digits >= 2 && word.AsSpan(digits).IndexOfAnyExceptInRange('a', 'z') < 0 && (_known.Contains(word[digits..]) || word.Length - digits <= 3))
            return _known.Contains(word[digits..]) && word.Length - digits >= 3 ? $"{word[..digits]} {word[digits..]}" : null;
        if (!word.Any(char.IsLetter))
            return null;
        if (TwoForTo(word) is { } apart)
            return apart;
        foreach (var one in "il")
        {
            var plain = string.Concat(word.Select(c => Letter(c, one)));
            if (!plain.All(char.IsLetter))
                continue;
            if (_known.Contains(plain))
                return plain;
            if (plain.Length >= 4 && Nearest(plain) is { } near)
                return near;
        }

        return null;
    }

    /// <summary>"wan2die", "need2sit": the digit as the word it sounds like.</summary>
    private string? TwoForTo(string word)
    {
        var two = word.IndexOf('2', StringComparison.Ordinal);
        if (two < 0 || !_beforeTwo.TryGetValue(word[..two], out var left))
            return null;
        var right = word[(two + 1)..];
        return right.Length == 0 ? left + " to" : _known.Contains(right) ? $"{left} to {right}" : null;
    }

    private static char Letter(char c, char one) => c switch { '0' => 'o', '1' => one, '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', '8' => 'b', '@' => 'a', '$' => 's', _ => c };

    /// <summary>Every run of one letter as a single one.</summary>
    private static string Unstretch(string word) => string.Concat(word.Where((c, i) => i == 0 || c != word[i - 1]));

    private string? Nearest(string word)
    {
        var allowed = Edits(word);
        string? best = null;
        var bestDistance = allowed + 1;
        foreach (var target in _byDeletion.Find(word, allowed))
        {
            var limit = Math.Min(allowed, Edits(target));
            var distance = EditDistance(word, target);
            // The first letter is rarely wrong: another one costs half an edit when two targets compete.
            if (distance > limit || (target[0] != word[0] && (distance > 1 || word.Length < 6)))
                continue;
            if (distance < bestDistance || (distance == bestDistance && Better(word, target, best!)))
                (best, bestDistance) = (target, distance);
        }

        return best;
    }

    private static bool Better(string word, string candidate, string current) =>
        (candidate[0] == word[0], candidate[^1] == word[^1], candidate.Length) is var a
        && (current[0] == word[0], current[^1] == word[^1], current.Length) is var b
        && (a.CompareTo(b) > 0 || (a.CompareTo(b) == 0 && string.CompareOrdinal(candidate, current) < 0));

    /// <summary>"hottt", "sswollen": emphasis that leaves one pair too many.</summary>
    private string? Undouble(string word)
    {
        for (var i = 1; i < word.Length; i++)
            if (word[i] == word[i - 1] && word.Remove(i, 1) is var once && _known.Contains(once))
                return once;
        return null;
    }

    private string? SplitApart(string word)
    {
        for (var i = 2; i <= word.Length - 2; i++)
        {
            var left = word[..i];
            var right = word[i..];
            if (_known.Contains(left) && _known.Contains(right) && (_targets.Contains(left) || _targets.Contains(right))
                && (left.Length >= 3 || left is "my" or "is" or "im" or "it" or "no" or "in") && right.Length >= 3)
                return left + " " + right;
        }

        return word.Length >= ShortestRunTogether ? _runTogether.Split(word) : null;
    }

    /// <summary>How many letters of a word may be wrong.</summary>
    private static int Edits(string word) => word.Length >= 8 ? 2 : 1;

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.</summary>
    internal static int EditDistance(string a, string b)
    {
        const int MostOnStack = 64;
        var width = b.Length + 1;
        Span<int> room = width <= MostOnStack ? stackalloc int[3 * MostOnStack] : new int[3 * width];
        Span<int> twoAbove = room[..width], above = room.Slice(width, width), row = room.Slice(2 * width, width);
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var free = twoAbove;
            twoAbove = above;
            above = row;
            row = free;
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    value = Math.Min(value, twoAbove[j - 2] + 1);
                row[j] = value;
            }
        }

        return row[b.Length];
    }
}
