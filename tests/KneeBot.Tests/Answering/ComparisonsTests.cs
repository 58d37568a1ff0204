using KneeBot.Answering;
using KneeBot.Retrieval;

namespace KneeBot.Tests.Answering;

/// <summary>Two sides are looked for around many words; the message is read once.</summary>
public sealed class ComparisonsTests : IDisposable
{
    private readonly KneeAnalyzer _analyzer = new();

    public void Dispose() => _analyzer.Dispose();

    [Theory]
    [InlineData("How do I tell a Baker's cyst from a blood clot?")]
    [InlineData("pins and needles vs numbness, and/or cramps")]
    [InlineData("cyst.or.clot, rock'n'roll & baker’s_cyst as_well")]
    [InlineData("  or  ")]
    [InlineData("")]
    public void EachPartHasTheStemsOfATextOfItsOwn(string text)
    {
        var stems = new SplitStems(text, _analyzer);
        foreach (var place in Enumerable.Range(0, text.Length + 1))
        {
            stems.Before(place).ShouldBe(_analyzer.Stems(text[..place]), $"before {place}");
            stems.After(place).ShouldBe(_analyzer.Stems(text[place..]), $"after {place}");
        }
    }

    [Theory]
    [InlineData("vs ")]
    [InlineData("or which ")]
    [InlineData("baker's cyst vs ")]
    [InlineData("same.or.")]
    public void AMessageFullOfComparingWordsTakesLittleMoreThanReadingIt(string unit)
    {
        var comparisons = new Comparisons(_analyzer, Thesaurus.Load(_analyzer));
        var message = string.Concat(Enumerable.Repeat(unit, 8_000 / unit.Length));
        comparisons.Sides(message); // what is made at first use is not counted
        var reading = Allocated(() => _analyzer.Stems(message));
        Allocated(() => comparisons.Sides(message)).ShouldBeLessThan(16 * reading);
    }

    /// <summary>Bytes that an act takes: the same on every machine, as its time is not.</summary>
    private static long Allocated(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
