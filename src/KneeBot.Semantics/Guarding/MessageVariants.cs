using System.Text;

namespace KneeBot.Semantics.Guarding;

/// <summary>
/// The same message as others would type it, for training: with missing apostrophes and marks and slips of the finger, and with an
/// ordinary question beside it, which changes nothing about what it tells. Seeded: the same messages give the same variants.
/// </summary>
internal sealed class MessageVariants(IReadOnlyList<string> ordinary, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>As it is; with slips; with slips and an ordinary question before or after its last message.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyList<string> turns) => [turns, [.. turns.Select(Slip)], Beside(turns)];

    private IReadOnlyList<string> Beside(IReadOnlyList<string> turns)
    {
        var other = ordinary[_random.Next(ordinary.Count)];
        var last = Chance(0.5) ? Slip(turns[^1]) : turns[^1];
        var between = _random.Next(3) switch { 0 => " ", 1 => ". ", _ => "\n" };
        return [.. turns.Take(turns.Count - 1), Chance(0.6) ? last + between + other : other + between + last];
    }

    private string Slip(string text)
    {
        if (Chance(0.35))
            text = text.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        if (Chance(0.3))
            text = string.Concat(text.Where(c => !".,;:!?".Contains(c, StringComparison.Ordinal)));
        return string.Join(' ', text.Split(' ').Select(word => word.Length > 3 && Chance(0.04) ? Misspell(word) : word));
    }

    /// <summary>A letter left out, two exchanged, or one doubled; never the first.</summary>
    private string Misspell(string word)
    {
        var at = _random.Next(1, word.Length - 1);
        var letters = new StringBuilder(word);
        switch (_random.Next(5))
        {
            case 0 or 1:
                letters.Remove(at, 1);
                break;
            case 2 or 3:
                (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
                break;
            default:
                letters.Insert(at, letters[at]);
                break;
        }

        return letters.ToString();
    }

    private bool Chance(double share) => _random.NextDouble() < share;
}
