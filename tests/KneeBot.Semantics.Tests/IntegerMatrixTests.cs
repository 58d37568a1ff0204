using System.Runtime.Intrinsics.X86;
using KneeBot.Semantics.Transformer;
using Xunit;

namespace KneeBot.Semantics.Tests;

public sealed class IntegerMatrixTests
{
    [Theory]
    [InlineData(384, 1152, 8)]
    [InlineData(1536, 384, 4)]
    [InlineData(16, 32, 4)]
    public void TheProductIsTheOneOfFloatingPointToAPartInAThousand(int inputs, int outputs, int rows)
    {
        var (weights, bias, input) = Some(inputs, outputs, rows);
        var matrix = new IntegerMatrix(weights, bias, new short[weights.Length]);
        var (integers, floats) = (new float[rows * outputs], new float[rows * outputs]);
        matrix.Multiply(input, rows, integers, new short[rows * inputs]);
        matrix.MultiplyFloats(input, rows, floats);

        for (var row = 0; row < rows; row++)
        for (var column = 0; column < outputs; column++)
        {
            double exact = bias[column], size = 0;
            for (var k = 0; k < inputs; k++)
            {
                var product = input[(row * inputs) + k] * (double)(float)weights[(k * outputs) + column];
                exact += product;
                size += Math.Abs(product);
            }

            Assert.InRange(integers[(row * outputs) + column], exact - (size / 1_000), exact + (size / 1_000));
            Assert.InRange(floats[(row * outputs) + column], exact - (size / 1_000), exact + (size / 1_000));
        }
    }

    /// <summary>Twelve rows go through another kernel than four where the processor has wider registers; learnt weights rely on the very numbers.</summary>
    [Theory]
    [InlineData(384, 1152)]
    [InlineData(1536, 384)]
    public void ARowGivesTheSameWithHoweverManyOthersItIsMultiplied(int inputs, int outputs)
    {
        const int rows = 12;
        var (weights, bias, input) = Some(inputs, outputs, rows);
        var matrix = new IntegerMatrix(weights, bias, new short[weights.Length]);
        var (together, apart) = (new float[rows * outputs], new float[rows * outputs]);
        matrix.Multiply(input, rows, together, new short[rows * inputs]);
        for (var row = 0; row < rows; row += Tile.Rows)
            matrix.Multiply(input.AsSpan(row * inputs, Tile.Rows * inputs), Tile.Rows, apart.AsSpan(row * outputs, Tile.Rows * outputs), new short[Tile.Rows * inputs]);

        Assert.Equal(apart, together);
    }

    /// <summary>Whatever the processor has, the weights give the same: a clinician signs one set of figures.</summary>
    [Fact]
    public void WideAndNarrowRegistersGiveTheSame()
    {
        Assert.SkipUnless(Avx512BW.IsSupported, "This processor has no registers of 512 bits.");
        const int inputs = 384, columns = IntegerMatrix.Panel;
        var random = new Random(5);
        short[] Integers(int count) => [.. Enumerable.Range(0, count).Select(_ => (short)random.Next(-4_095, 4_096))];
        float[] Floats(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        var (left, panel, rowScales, columnScales, bias) = (Integers(Tile.Rows * inputs), Integers(inputs * columns), Floats(Tile.Rows), Floats(columns), Floats(columns));
        var (narrow, wide) = (new float[Tile.Rows * columns], new float[Tile.Rows * columns]);

        IntegerKernel.Multiply(ref left[0], inputs, ref panel[0], ref rowScales[0], ref columnScales[0], ref bias[0], ref narrow[0], columns);
        IntegerKernel512.MultiplyFour(ref left[0], inputs, ref panel[0], ref rowScales[0], ref columnScales[0], ref bias[0], ref wide[0], columns);

        Assert.Equal(narrow, wide);
    }

    /// <summary>All weights and all values at their largest: the longest sum there can be.</summary>
    [Fact]
    public void TheLargestSumDoesNotOverflow()
    {
        const int inputs = 1536, outputs = 32;
        var matrix = new IntegerMatrix(Enumerable.Repeat((Half)2, inputs * outputs).ToArray(), new float[outputs], new short[inputs * outputs]);
        var product = new float[4 * outputs];
        matrix.Multiply(Enumerable.Repeat(-3f, 4 * inputs).ToArray(), 4, product, new short[4 * inputs]);

        Assert.All(product, value => Assert.InRange(value, -6.01f * inputs, -5.99f * inputs));
    }

    [Fact]
    public void ARowOfZerosGivesTheBias()
    {
        var (weights, bias, input) = Some(384, 32, 4);
        var product = new float[4 * 32];
        new IntegerMatrix(weights, bias, new short[weights.Length]).Multiply(new float[input.Length], 4, product, new short[input.Length]);

        Assert.Equal(Enumerable.Repeat(bias, 4).SelectMany(row => row), product);
    }

    private static (Half[] Weights, float[] Bias, float[] Input) Some(int inputs, int outputs, int rows)
    {
        var random = new Random(3);
        return (
            [.. Enumerable.Range(0, inputs * outputs).Select(_ => (Half)(random.NextSingle() - 0.5f))],
            [.. Enumerable.Range(0, outputs).Select(_ => random.NextSingle())],
            // One value of a row stands out, as in the states of a transformer.
            [.. Enumerable.Range(0, inputs * rows).Select(i => i % inputs == 7 % inputs ? 9f : random.NextSingle() - 0.5f)]);
    }
}
