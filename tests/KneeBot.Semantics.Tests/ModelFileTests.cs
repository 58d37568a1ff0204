using KneeBot.Semantics.Tests.Support;

namespace KneeBot.Semantics.Tests;

public sealed class ModelFileTests
{
    [Fact]
    public void EncoderFromIntactFilesEqualsTheEmbeddedOne()
    {
        using var directory = new ModelDirectory();
        using var fromFiles = new UniversalSentenceEncoderLite(directory.Path);
        using var embedded = new UniversalSentenceEncoderLite();

        Assert.Equal(embedded.Embed("my knee hurts"), fromFiles.Embed("my knee hurts"));
    }

    [Fact]
    public void OneFlippedBitInTheWeightsIsNoticed()
    {
        using var directory = new ModelDirectory();
        using (var file = File.Open(directory.PathOf(ModelFile.Weights), FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = 1_000_001;
            var value = file.ReadByte();
            file.Position = 1_000_001;
            file.WriteByte((byte)(value ^ 1));
        }

        var fault = Assert.Throws<EncoderUnavailableException>(() => new UniversalSentenceEncoderLite(directory.Path));

        Assert.StartsWith($"The sentence encoder's file use-lite-en.f16 in {directory.Path} is damaged: its SHA-256 is ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $", expected {ModelFile.Weights.Sha256}. Restore src/KneeBot.Semantics/ModelFiles from version control and rebuild; " +
            "SOURCE.md there says how the files were made.",
            fault.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use-lite-en.f16")]
    [InlineData("vocabulary.tsv")]
    [InlineData("nfkc.tsv")]
    public void TruncatedFileIsNoticed(string name)
    {
        using var directory = new ModelDirectory();
        using (var file = File.Open(Path.Combine(directory.Path, name), FileMode.Open))
            file.SetLength(file.Length / 2);

        var fault = Assert.Throws<EncoderUnavailableException>(() => new UniversalSentenceEncoderLite(directory.Path));

        Assert.Contains($"{name} in {directory.Path} is damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFileIsNamedWithItsDirectory()
    {
        using var directory = new ModelDirectory();
        File.Delete(directory.PathOf(ModelFile.Weights));

        var fault = Assert.Throws<EncoderUnavailableException>(() => new UniversalSentenceEncoderLite(directory.Path));

        Assert.StartsWith($"The sentence encoder's file use-lite-en.f16 cannot be read from {directory.Path}.", fault.Message, StringComparison.Ordinal);
        Assert.IsType<FileNotFoundException>(fault.InnerException);
    }
}
