namespace KneeBot.Semantics.Tokenization;

/// <summary>The Hangul syllables U+AC00 to U+D7A3 and their jamo, by the arithmetic of the Unicode Standard, section 3.12.</summary>
internal static class HangulSyllables
{
    private const int Syllables = 0xAC00;
    private const int Leads = 0x1100;
    private const int Vowels = 0x1161;
    private const int Trails = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;

    public static bool TryDecompose(int symbol, List<int> parts)
    {
        var index = symbol - Syllables;
        if (index is < 0 or >= LeadCount * VowelCount * TrailCount)
            return false;
        parts.Add(Leads + (index / (VowelCount * TrailCount)));
        parts.Add(Vowels + (index / TrailCount % VowelCount));
        if (index % TrailCount > 0)
            parts.Add(Trails + (index % TrailCount));
        return true;
    }

    public static bool TryCompose(int first, int second, out int composite)
    {
        var (lead, vowel, trail, index) = (first - Leads, second - Vowels, second - Trails, first - Syllables);
        composite = 0;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
            composite = Syllables + (((lead * VowelCount) + vowel) * TrailCount);
        else if (index is >= 0 and < LeadCount * VowelCount * TrailCount && index % TrailCount == 0 && trail is > 0 and < TrailCount)
            composite = first + trail;
        return composite != 0;
    }
}
