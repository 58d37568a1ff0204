namespace KneeBot.Host.Tests.Support;

/// <summary>A corpus folder of a test's own.</summary>
public sealed class CorpusFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kneebot-corpus-").FullName;

    public CorpusFolder With(string name, string content)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
