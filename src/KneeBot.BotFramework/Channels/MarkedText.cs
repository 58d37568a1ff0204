using System.Globalization;
using System.Text;

namespace KneeBot.BotFramework.Channels;

/// <summary>A reply as text with its sources: Markdown with marks that lead to them, or plain text with a list under it.</summary>
internal static class MarkedText
{
    /// <summary>
    /// Notice and body with <c>[1]</c> after the last of neighbouring sentences of one source, and the sources as link definitions, which
    /// Markdown does not show.
    /// </summary>
    public static string Markdown(Reply reply, IReadOnlyList<NumberedCitation> sources)
    {
        var text = new StringBuilder(MarkdownWithoutSources(reply, sources));
        var definitions = sources.DistinctBy(source => source.Number).ToArray();
        if (definitions.Length > 0)
            text.Append("\n\n");
        foreach (var source in definitions)
            text.Append(CultureInfo.InvariantCulture, $"[{source.Number}]: <{source.Url ?? $"cite:{source.Number}"}> \"{Title(source.Name)}\"\n");
        return text.ToString();
    }

    /// <summary>The same without the sources: for channels that are told of them apart from the text.</summary>
    public static string MarkdownWithoutSources(Reply reply, IReadOnlyList<NumberedCitation> sources)
    {
        var text = new StringBuilder(Channels.Markdown.Escape(reply.Notice));
        if (reply.Body.Length > 0)
            text.Append(text.Length > 0 ? "\n\n" : "").Append(Body(reply.Body, sources));
        return text.ToString();
    }

    /// <summary>Notice, body, and the sources by number.</summary>
    public static string Plain(Reply reply, IReadOnlyList<NumberedCitation> sources)
    {
        var text = new StringBuilder(reply.Text);
        if (sources.Count > 0)
            text.Append("\n\nSources:");
        foreach (var source in sources.DistinctBy(source => source.Number))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{source.Number}] {source.Name}");
            if (source.Url is not null)
                text.Append(": ").Append(source.Url);
        }

        return text.ToString();
    }

    private static string Body(string body, IReadOnlyList<NumberedCitation> sources)
    {
        var marked = new StringBuilder();
        var from = 0;
        var seen = 0;
        for (var i = 0; i < sources.Count; i++)
        {
            var at = body.IndexOf(sources[i].Citation.Said, seen, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var isShared = i + 1 < sources.Count && sources[i + 1].Citation.Phrased is { } next && next == sources[i].Citation.Phrased;
            seen = isShared ? at : at + sources[i].Citation.Said.Length;
            if (isShared)
                continue; // several quotes behind one generated sentence: the last marks it
            if (i + 1 < sources.Count && sources[i + 1].Number == sources[i].Number)
                continue;
            marked.Append(Piece(body[from..seen])).Append(CultureInfo.InvariantCulture, $" [{sources[i].Number}]");
            from = seen;
        }

        return marked.Append(Piece(body[from..])).ToString();
    }

    /// <summary>Escaping trims lines; the space between two sentences stays.</summary>
    private static string Piece(string text) =>
        (text.StartsWith(' ') ? " " : "") + Channels.Markdown.Escape(text, lists: true);

    private static string Title(string name) => Channels.Markdown.Escape(name).Replace("\"", "\\\"", StringComparison.Ordinal);
}
