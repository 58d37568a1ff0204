using System.Text;
using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>Reads a file's text: UTF-8, UTF-16 with its mark, or the encoding a web page declares.</summary>
internal static partial class ArticleFile
{
    /// <summary>The text with line feeds only.</summary>
    /// <exception cref="ArticleFormatException">Too long, empty, or no text; the message names the line.</exception>
    public static string ReadText(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > CorpusReader.MaxFileBytes)
            throw new ArticleFormatException($"the file has {length:N0} bytes; KneeBot reads articles of up to {CorpusReader.MaxFileBytes:N0}");

        // Not opened where there is nothing to read: a named pipe would wait for whoever writes into it.
        var text = length == 0 ? "" : Decode(File.ReadAllBytes(path)).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (string.IsNullOrWhiteSpace(text))
            throw new ArticleFormatException("line 1: the file is empty");
        var zero = text.IndexOf('\0', StringComparison.Ordinal);
        if (zero >= 0)
            throw new ArticleFormatException($"line {1 + text.AsSpan(0, zero).Count('\n')}: holds a NUL character; not a text file, or UTF-16 without its byte order mark (save it as UTF-8)");
        return text;
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return Utf16(bytes);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            if (Declared(bytes) is { } declared)
                return declared.GetString(bytes);
            var line = 1 + bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)).Count((byte)'\n');
            throw new ArticleFormatException($"line {line}: not valid UTF-8; save the file as UTF-8", e);
        }
    }

    private static string Utf16(byte[] bytes)
    {
        var encoding = new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: true, throwOnInvalidBytes: true);
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var before = new UnicodeEncoding(bytes[0] == 0xFE, true).GetString(bytes, 0, Math.Clamp(e.Index, 0, bytes.Length) & ~1);
            throw new ArticleFormatException($"line {1 + before.Count(c => c == '\n')}: not valid UTF-16; save the file as UTF-8", e);
        }
    }

    /// <summary>The old Western encoding, if a page says that it uses one; browsers read both names as windows-1252.</summary>
    private static Encoding? Declared(byte[] bytes) =>
        Charset().IsMatch(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 2_048)))
            ? CodePagesEncodingProvider.Instance.GetEncoding(1252)
            : null;

    [GeneratedRegex(@"<meta[^>]{0,100}charset\s*=\s*[""']?(iso-8859-1|latin1|windows-1252|us-ascii)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();
}
