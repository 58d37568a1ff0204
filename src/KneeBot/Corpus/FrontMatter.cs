using KneeBot.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KneeBot.Corpus;

/// <summary>The block at the top of a Markdown article: YAML between <c>---</c> lines (or <c>...</c> at its end), TOML between <c>+++</c> lines.</summary>
/// <param name="Values">Scalar entries by name (names compare without case).</param>
/// <param name="Body">The text after the block.</param>
/// <param name="BodyLine">Line number of the body's first line, from 1.</param>
internal sealed record FrontMatter(IReadOnlyDictionary<string, string> Values, string Body, int BodyLine)
{
    public string? this[string name] =>
        Values.TryGetValue(name, out var value) && value.Length > 0 && value is not ("null" or "~") ? value : null;

    public static FrontMatter Split(string content)
    {
        var lines = content.Split('\n');
        var first = Array.FindIndex(lines, line => !string.IsNullOrWhiteSpace(line));
        var fence = first < 0 ? "" : lines[first].TrimEnd();
        if (fence is not ("---" or "+++"))
            return new FrontMatter(new Dictionary<string, string>(), content, 1);

        var end = Array.FindIndex(lines, first + 1, line => line.TrimEnd() == fence || (fence == "---" && line.TrimEnd() == "..."));
        if (end < 0)
            throw new ArticleFormatException($"line {first + 1}: the front matter opens with '{fence}' and is never closed; add a line '{fence}' after it");

        var values = fence == "---" ? Yaml(string.Join('\n', lines[(first + 1)..end]), first + 1) : Toml(lines, first + 1, end);
        return new FrontMatter(values, string.Join('\n', lines[(end + 1)..]), end + 2);
    }

    private static Dictionary<string, string> Yaml(string yaml, int linesBefore)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0)
                return values;
            if (stream.Documents[0].RootNode is not YamlMappingNode map)
                throw new ArticleFormatException($"line {linesBefore + 1}: the front matter must be 'name: value' lines");
            foreach (var (key, value) in map.Children)
                values[key.ToString()] = value is YamlScalarNode scalar ? scalar.Value ?? "" : value.ToString();
            return values;
        }
        catch (InvalidOperationException e) // what the parser throws at a bracket that is never closed
        {
            throw new ArticleFormatException($"line {linesBefore + 1}: the front matter is not valid YAML (a bracket or brace is not closed)", e);
        }
        catch (YamlException e)
        {
            var (line, reason) = YamlFault.Of(e, yaml);
            throw new ArticleFormatException($"line {line + linesBefore}: the front matter is not valid YAML (a value with a colon needs quotes): {reason}", e);
        }
    }

    /// <summary>The <c>name = "value"</c> lines before the first table; Hugo's articles need no more.</summary>
    private static Dictionary<string, string> Toml(string[] lines, int start, int end)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = start; i < end && !lines[i].StartsWith('['); i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
                throw new ArticleFormatException($"line {i + 1}: the front matter is not valid TOML: expected 'name = value'");
            values[line[..at].Trim()] = line[(at + 1)..].Trim().Trim('"', '\'');
        }

        return values;
    }
}
