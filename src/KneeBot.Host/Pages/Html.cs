using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace KneeBot.Host.Pages;

/// <summary>HTML that is safe to send: what is put into it as text has been encoded.</summary>
internal readonly record struct Html(string Value)
{
    /// <summary>Encodes every hole of the string but those that are HTML already.</summary>
    public static Html Of(EncodingHandler html) => new(html.ToString());

    /// <summary>One after the other, each on a line of its own.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Join('\n', parts.Select(part => part.Value)));

    public override string ToString() => Value;
}

/// <summary>Collects an interpolated string, encoding as it goes.</summary>
[InterpolatedStringHandler]
internal readonly ref struct EncodingHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder _html = new(literalLength + 32 * formattedCount);

    public void AppendLiteral(string literal) => _html.Append(literal);

    public void AppendFormatted(Html html) => _html.Append(html.Value);

    public void AppendFormatted(string? text) => _html.Append(WebUtility.HtmlEncode(text));

    public override string ToString() => _html.ToString();
}
