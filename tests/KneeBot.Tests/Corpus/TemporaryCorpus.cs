using System.Text;
using KneeBot.Corpus;

namespace KneeBot.Tests.Corpus;

/// <summary>A temporary corpus folder with real files, gone after the test.</summary>
internal sealed class TemporaryCorpus : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("kneebot-corpus-").FullName;

    public TemporaryCorpus With(string path, string content) => With(path, Encoding.UTF8.GetBytes(content));

    public TemporaryCorpus With(string path, byte[] content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return this;
    }

    public ArticleCorpus Read() => CorpusReader.Read(Folder);

    public static ArticleCorpus Of(string path, string content)
    {
        using var corpus = new TemporaryCorpus().With(path, content);
        return corpus.Read();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
