using System.Globalization;
using System.Text;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Semantics.Tests;

public sealed class LinearModelTests
{
    [Theory]
    [InlineData("0.0007441")]
    [InlineData("-0.0005")]
    [InlineData("-12.35")]
    [InlineData("1234")]
    [InlineData("3.")]
    [InlineData(".5")]
    [InlineData("16777.217")] // more digits than a single-precision number holds
    [InlineData("1.5E-05")]
    public void WeightIsTheNumberThatIsWritten(string weight)
    {
        var model = Read($"feature\tone\nbias\t0\nknee\t{weight}\n");

        Assert.Equal(float.Parse(weight, CultureInfo.InvariantCulture) * (double)LinearModel.NamesScale, Assert.Single(model.Score(["knee"])));
    }

    [Fact]
    public void EveryWeightOfTheEmbeddedModelIsReadAsTheFrameworkReadsIt()
    {
        using var stream = typeof(GuardClassifier).Assembly.GetManifestResourceStream("judgements.tsv")!;
        var text = new StreamReader(stream).ReadToEnd();
        var model = Read(text);
        string[][] lines = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t'))];
        float[] bias = [.. lines[0][1..].Select(Parse)];

        foreach (var line in lines.Skip(1))
        {
            var scores = model.Score([line[0]]);
            for (var head = 0; head < bias.Length; head++)
                Assert.Equal(bias[head] + ((double)Parse(line[head + 1]) * LinearModel.NamesScale), scores[head]);
        }
    }

    [Fact]
    public void WhatIsWrittenIsReadAgainAlsoWithTheLineEndsOfWindows()
    {
        const string Text = "feature\tone\ttwo\nbias\t-1.5\t0.25\nknee\t2\t\nélan\t\t-0.5\n";
        var written = new StringWriter();

        Read(Text.Replace("\n", "\r\n", StringComparison.Ordinal)).Write(written);

        Assert.Equal(Text, written.ToString());
    }

    [Theory]
    [InlineData("feature\tone\nbias\t0\nknee\n", "another number of columns")]
    [InlineData("feature\tone\nbias\t0\nknee\t1\t2\n", "another number of columns")]
    [InlineData("feature\tone\nbias\t0\nknee\t-\n", "'-' is no number")]
    [InlineData("feature\tone\nbias\t0\nknee\tmuch\n", "much")]
    [InlineData("feature\tone\nbias\t0\nknee\tNaN\n", "'NaN' is no weight")]
    [InlineData("feature\tone\nbias\t0\nknee\t1e99\n", "'1e99' is no weight")]
    [InlineData("feature\tone\nbias\t0\nknee\t1\nknee\t2\n", "knee")]
    public void DamagedModelIsNamedWithWhatToDo(string text, string says)
    {
        var fault = Assert.Throws<EncoderUnavailableException>(() => Read(text));

        Assert.Contains("'some.tsv' is damaged", fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains("kneebot train", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmbeddedModelIsTheOneWhoseHashIsKnown() => Assert.NotEmpty(ModelFile.Judgements.Read(directory: null));

    private static float Parse(string cell) => cell.Length == 0 ? 0 : float.Parse(cell, CultureInfo.InvariantCulture);

    private static LinearModel Read(string text) => LinearModel.Read(Encoding.UTF8.GetBytes(text), "some.tsv");
}
