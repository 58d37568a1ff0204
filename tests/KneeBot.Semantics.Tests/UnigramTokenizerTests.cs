using System.Text;
using KneeBot.Semantics.Tests.Support;
using KneeBot.Semantics.Tokenization;

namespace KneeBot.Semantics.Tests;

public sealed class UnigramTokenizerTests
{
    private static readonly CompatibilityNormalizer Normalizer = new(ModelFile.Normalization.Read(directory: null));
    private static readonly UnigramTokenizer Tokenizer = new(new(ModelFile.Vocabulary.Read(directory: null)), Normalizer);

    public static IEnumerable<TheoryDataRow<int>> ReferenceRows => UniversalSentenceEncoderLiteTests.ReferenceRows;

    [Theory]
    [MemberData(nameof(ReferenceRows))]
    public void PiecesEqualTheOriginals(int row) => Assert.Equal(Reference.All[row].Pieces, Encode(Reference.All[row].Text));

    [Fact]
    public void LoneSurrogateIsAnUnknownSymbol() => Assert.Equal(Encode("knee\ufffdpain"), Encode("knee\ud800pain"));

    [Fact]
    public void TextIsNotCutWithinASurrogatePair()
    {
        var text = new string('a', UnigramTokenizer.MaximumCharacters - 1) + "\U0001F600";

        Assert.Equal(128, Encode(text).Length);
    }

    [Theory]
    [InlineData("\u00bd", "1\u20442")]
    [InlineData("\ufb01rst\u00a0knee\u2122", "first kneeTM")]
    [InlineData("cafe\u0301", "caf\u00e9")]
    [InlineData("a\u0302\u0323", "\u1ead")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("\u1112\u1161\u11ab", "\ud55c")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u0958", "\u0915\u093c")]
    public void TextIsNormalisedToFormKc(string text, string expected) => Assert.Equal(expected, Normalize(text));

    [Fact]
    public void NormalisingTwiceChangesNothingMore()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (!Rune.IsValid(code))
                continue;
            var once = Normalize(char.ConvertFromUtf32(code));
            Assert.Equal(once, Normalize(once));
        }
    }

    private static int[] Encode(string text)
    {
        var pieces = new int[128];
        return pieces[..Tokenizer.Encode(text, pieces)];
    }

    private static string Normalize(string text)
    {
        var symbols = new List<int>();
        Normalizer.AppendTo(symbols, text);
        return string.Concat(symbols.Select(char.ConvertFromUtf32));
    }
}
