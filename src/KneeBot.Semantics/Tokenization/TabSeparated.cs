using System.Text;

namespace KneeBot.Semantics.Tokenization;

/// <summary>Splits the content of a tab-separated model file into lines of fields.</summary>
internal static class TabSeparated
{
    /// <param name="content">UTF-8, every line closed by a line feed; verified before, so no fault is expected.</param>
    public static IEnumerable<string[]> Lines(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            yield return line.Split('\t');
    }
}
