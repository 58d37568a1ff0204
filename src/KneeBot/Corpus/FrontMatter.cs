using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KneeBot.Corpus;

/// <summary>The YAML block between two <c>---</c> lines at the top of a Markdown article.</summary>
/// <param name="Values">Scalar entries by name (names compare without case).</param>
/// <param name="Body">The text after the block.</param>
/// <param name="BodyLine">Line number of the body's first line, from 1.</param>
internal sealed record FrontMatter(IReadOnlyDictionary<string, string> Values, string Body, int BodyLine)
{
    private const string Fence = "---";

    public string? this[string name] =>
        Values.TryGetValue(name, out var value) && value.Length > 0 && value is not ("null" or "~") ? value : null;

    public static FrontMatter Split(string content)
    {
        var lines = content.Split('\n');
        if (lines[0].TrimEnd() != Fence)
            return new FrontMatter(new Dictionary<string, string>(), content, 1);

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence);
        if (end < 0)
            throw new ArticleFormatException("line 1: the front matter opens with '---' and is never closed; add a line '---' after it");

        var values = Parse(string.Join('\n', lines[1..end]));
        return new FrontMatter(values, string.Join('\n', lines[(end + 1)..]), end + 2);
    }

    private static Dictionary<string, string> Parse(string yaml)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0)
                return values;
            if (stream.Documents[0].RootNode is not YamlMappingNode map)
                throw new ArticleFormatException("line 2: the front matter must be 'name: value' lines");
            foreach (var (key, value) in map.Children)
                values[key.ToString()] = value is YamlScalarNode scalar ? scalar.Value ?? "" : value.ToString();
            return values;
        }
        catch (YamlException e)
        {
            // +1: the block's first line is the file's second.
            throw new ArticleFormatException($"line {e.Start.Line + 1}: the front matter is not valid YAML: {e.InnerException?.Message ?? e.Message}", e);
        }
    }
}
