using KneeBot.Semantics.Transformer;

namespace KneeBot.Semantics.Tests;

public sealed class IntegerMatrixTests
{
    [Theory]
    [InlineData(384, 1152, 8)]
    [InlineData(1536, 384, 4)]
    [InlineData(32, 32, 4)]
    public void TheProductIsTheExactOneButForHalfAStepOfEachValue(int inputs, int outputs, int rows)
    {
        var (weights, input) = Some(inputs, outputs, rows);
        var product = weights.Times(input);

        for (var row = 0; row < rows; row++)
        {
            var values = input.AsSpan(row * inputs, inputs).ToArray();
            var half = (values.Max() - values.Min()) / 255 / 2;
            for (var column = 0; column < outputs; column++)
            {
                var exact = weights.Bias[column] + values.Select((value, k) => value * (double)weights.Value(k, column)).Sum();
                var most = (half * Enumerable.Range(0, inputs).Sum(k => Math.Abs((double)weights.Value(k, column)))) + 1e-3;
                Assert.InRange(product[(row * outputs) + column], exact - most, exact + most);
            }
        }
    }

    /// <summary>Whatever the processor has, the weights give the same: a clinician signs one set of figures.</summary>
    [Theory]
    [InlineData(384, 1152)]
    [InlineData(1536, 384)]
    public void AllProcessorsGiveTheSame(int inputs, int outputs)
    {
        Assert.SkipWhen(IntegerKernel.Best == IntegerInstructions.None, "This processor has one way only.");
        const int rows = 8;
        var (weights, input) = Some(inputs, outputs, rows);
        var product = weights.Times(input);
        var (rounded, steps) = (new byte[input.Length], new RowSteps[rows]);
        for (var row = 0; row < rows; row++)
            steps[row] = RowSteps.Round(input.AsSpan(row * inputs, inputs), rounded.AsSpan(row * inputs, inputs));

        foreach (var with in Enum.GetValues<IntegerInstructions>().Where(with => with > IntegerKernel.Best))
        {
            var other = new float[rows * outputs];
            weights.Matrix.Multiply(rounded, steps, other, with);
            if (with == IntegerInstructions.None)
                Assert.Equal(product, other, (integers, floats) => Math.Abs(integers - floats) < 1e-4 * Math.Max(1, Math.Abs(integers)));
            else
                Assert.Equal(product, other);
        }
    }

    [Theory]
    [InlineData(384, 1152)]
    [InlineData(1536, 384)]
    public void ARowGivesTheSameWithHoweverManyOthersItIsMultiplied(int inputs, int outputs)
    {
        const int rows = 12;
        var (weights, input) = Some(inputs, outputs, rows);

        Assert.Equal(input.Chunk(Tile.Rows * inputs).SelectMany(weights.Times), weights.Times(input));
    }

    /// <summary>All weights and almost all values at their largest: the longest sum there can be.</summary>
    [Fact]
    public void TheLargestSumDoesNotOverflow()
    {
        const int inputs = 1536, outputs = 32;
        var weights = new Weights(inputs, outputs, (_, _) => -127, _ => 2f / 127, _ => 0);
        var product = weights.Times([.. Enumerable.Range(0, 4 * inputs).Select(i => i % inputs == 0 ? 0f : 3f)]);

        Assert.All(product, value => Assert.InRange(value, -6.01f * inputs, -5.99f * inputs));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ARowOfZerosOrOfWhatIsNoNumberGivesTheBias(float value)
    {
        var (weights, input) = Some(384, 32, 4);
        input.AsSpan().Clear();
        foreach (var row in Enumerable.Range(0, 4))
            input[row * 384] = value;

        Assert.Equal(Enumerable.Repeat(weights.Bias, 4).SelectMany(row => row), weights.Times(input));
    }

    [Fact]
    public void ARowOfOneValueIsExact()
    {
        var weights = new Weights(32, 32, (input, column) => (sbyte)(column - input), _ => 0.5f, _ => 1);

        Assert.Equal([.. Enumerable.Range(0, 32).Select(column => 1 + (3 * 0.5f * Enumerable.Range(0, 32).Sum(input => column - input)))], weights.Times([.. Enumerable.Repeat(3f, 4 * 32)])[..32]);
    }

    private static (Weights Weights, float[] Input) Some(int inputs, int outputs, int rows)
    {
        var random = new Random(3);
        return (
            new Weights(inputs, outputs, (_, _) => (sbyte)random.Next(-127, 128), _ => random.NextSingle() / 100, _ => random.NextSingle()),
            // One value of a row stands out, as in the states of a transformer.
            [.. Enumerable.Range(0, inputs * rows).Select(i => i % inputs == 7 ? 9f : random.NextSingle() - 0.5f)]);
    }

    /// <summary>Weights with the matrix that is made of them.</summary>
    private sealed class Weights
    {
        private readonly sbyte[,] _steps;
        private readonly float[] _scales;

        public Weights(int inputs, int outputs, Func<int, int, sbyte> step, Func<int, float> scale, Func<int, float> bias)
        {
            _steps = new sbyte[inputs, outputs];
            for (var input = 0; input < inputs; input++)
            for (var column = 0; column < outputs; column++)
                _steps[input, column] = step(input, column);
            _scales = [.. Enumerable.Range(0, outputs).Select(scale)];
            Bias = [.. Enumerable.Range(0, outputs).Select(bias)];
            var panels =
                from panel in Enumerable.Range(0, outputs / 16)
                from fours in Enumerable.Range(0, inputs / 4)
                from column in Enumerable.Range(panel * 16, 16)
                from input in Enumerable.Range(fours * 4, 4)
                select _steps[input, column];
            Matrix = new IntegerMatrix(panels.ToArray(), _scales, Bias);
        }

        public float[] Bias { get; }

        public IntegerMatrix Matrix { get; }

        public float Value(int input, int column) => _steps[input, column] * _scales[column];

        public float[] Times(float[] input)
        {
            var rows = input.Length / Matrix.Inputs;
            var product = new float[rows * Matrix.Outputs];
            Matrix.Multiply(input, rows, product, new byte[input.Length]);
            return product;
        }
    }
}
