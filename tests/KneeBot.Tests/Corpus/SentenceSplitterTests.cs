using CsCheck;
using KneeBot.Corpus;

namespace KneeBot.Tests.Corpus;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("See Dr. Luks today.|Then rest.")]
    [InlineData("It was written by Howard J. Luks in May.|It is short.")]
    [InlineData("Use ice, e.g. a cold pack.|Wait 4.5 hours.")]
    [InlineData("Use an image, e.g. MRI or X-ray.|Ask first.")]
    [InlineData("Take vitamin D. |It helps bones.")]
    [InlineData("This is hepatitis B.|It is rare.")]
    [InlineData("“Does it hurt?” she asked.|“Yes!” he said.")]
    [InlineData("He said “rest.”|She did.")]
    [InlineData("It hurts (a lot!) at night.|Sleep is poor.")]
    [InlineData("Really?!|Yes...|Well… maybe.")]
    [InlineData("It may ... or may not.|Ask.")]
    [InlineData("1. Rest the knee.|2. Use ice.")]
    [InlineData("Come at 9 a.m. on Monday.|Bring at 10 p.m.|The card.")]
    [InlineData("It swells.[1]|It hurts.[2, 3]|It heals.")]
    [InlineData("It is behind the knee.|The pain is dull.", "It is behind the knee.The pain is dull.")]
    [InlineData("Visit example.com for more.|Go now.")]
    [InlineData("Bend, kneel, etc. for weeks.|Do it, etc.|Then stop.")]
    [InlineData("St. John's wort vs. placebo.|See Fig. 3 and approx. 5 others.")]
    public void SentencesEndWhereTheyShould(string marked, string? text = null)
    {
        var expected = marked.Split('|').Select(sentence => sentence.Trim()).ToArray();
        var input = text ?? string.Join(' ', expected);
        SentenceSplitter.Split(input).Select(span => input.Substring(span.Start, span.Length)).ShouldBe(expected);
    }

    [Fact]
    public void SentencesAreOrderedDisjointSpansThatCoverAllButSpace()
    {
        string[] words = ["knee", "Dr.", "J.", "e.g.", "4.5", "a.m.", "?!", "…", "...", "“", "”", "(", ")", "[1]", ",", "\n", " ", "  ", "\t", "The", "no.", ".", "!", "é", "😀", "\u00A0", "1.", new string('x', 600), string.Concat(Enumerable.Repeat("pain and ", 90))];
        var pieces = Gen.Int[0, words.Length - 1].Select(at => words[at]);
        Gen.Select(pieces.Array[0, 40], Gen.String[0, 30]).Sample((parts, noise) =>
        {
            var text = string.Concat(parts) + noise + string.Join(' ', parts);
            var end = 0;
            foreach (var (start, length) in SentenceSplitter.Split(text))
            {
                start.ShouldBeGreaterThanOrEqualTo(end);
                length.ShouldBeInRange(1, SentenceSplitter.MaxLength + 40);
                text[end..start].All(char.IsWhiteSpace).ShouldBeTrue();
                end = start + length;
            }

            text[end..].All(char.IsWhiteSpace).ShouldBeTrue();
        }, iter: 2_000, seed: "0000KneeBot1");
    }

    [Fact]
    public void VeryLongSentenceIsCutAtCommasIntoVerbatimPieces()
    {
        var text = string.Concat(Enumerable.Repeat("the pain goes on and on, ", 800)) + "and stops.";
        var pieces = SentenceSplitter.Split(text).Select(span => text.Substring(span.Start, span.Length)).ToArray();
        pieces.ShouldAllBe(piece => piece.Length <= SentenceSplitter.MaxLength);
        pieces[..^1].ShouldAllBe(piece => piece.EndsWith(','));
        string.Join(' ', pieces).ShouldBe(text);
    }
}
