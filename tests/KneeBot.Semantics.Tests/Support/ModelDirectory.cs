namespace KneeBot.Semantics.Tests.Support;

/// <summary>A temporary directory with the model's three files, for a test to damage.</summary>
internal sealed class ModelDirectory : IDisposable
{
    public ModelDirectory()
    {
        foreach (var file in new[] { ModelFile.Weights, ModelFile.Vocabulary, ModelFile.Normalization })
            File.WriteAllBytes(PathOf(file), file.Read(directory: null));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("kneebot-encoder-").FullName;

    public string PathOf(ModelFile file) => System.IO.Path.Combine(Path, file.Name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
