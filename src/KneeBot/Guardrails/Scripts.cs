using System.Globalization;
using System.Text;

namespace KneeBot.Guardrails;

/// <summary>What has to be known of other scripts to find a few plain wordings in them.</summary>
internal static class Scripts
{
    /// <summary>Whether the script writes words without spaces between (Chinese, Japanese, Thai, Lao, Burmese, Khmer): each character counts as a word.</summary>
    public static bool IsUnspaced(char c) => c is
        (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF')
        or (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF');

    /// <summary>Whether a character belongs to a word: a letter, a digit, or a vowel sign of the Indian scripts that takes a place of its own.</summary>
    public static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || (c >= '\u0900' && char.GetUnicodeCategory(c) == UnicodeCategory.SpacingCombiningMark);

    /// <summary>Arabic letters that are typed for each other as one of them: alef with and without hamza, Arabic and Persian kaf and yeh; the letter itself otherwise.</summary>
    public static char PlainArabic(char c) => c switch
    {
        '\u0622' or '\u0623' or '\u0625' or '\u0671' => '\u0627',
        '\u0649' or '\u06CC' => '\u064A',
        '\u06A9' => '\u0643',
        '\u06C1' or '\u06BE' or '\u0629' => '\u0647',
        _ => c,
    };

    /// <summary>A wording of the rules as the folded messages have it, unspaced characters apart; English ones stay as they are.</summary>
    public static string Wording(string source)
    {
        if (source.All(char.IsAscii))
            return source;
        var result = new StringBuilder(source.Length * 2);
        foreach (var c in CharacterFolding.Fold(source).Folded)
        {
            if (IsUnspaced(c) && result.Length > 0 && IsUnspaced(result[^1]))
                result.Append(' ');
            result.Append(c);
        }

        return result.ToString();
    }
}
