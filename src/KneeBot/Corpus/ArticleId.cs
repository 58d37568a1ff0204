using System.Text;

namespace KneeBot.Corpus;

/// <summary>Makes the identifier of an article that does not name one.</summary>
internal static class ArticleId
{
    /// <summary>The path without its extension, in lower case, with every run of other characters as one hyphen.</summary>
    public static string FromPath(string relativePath)
    {
        var id = new StringBuilder();
        foreach (var c in Path.ChangeExtension(relativePath, null))
        {
            if (char.IsLetterOrDigit(c))
                id.Append(char.ToLowerInvariant(c));
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }

        var text = id.ToString().Trim('-');
        return text.Length == 0 ? "article" : text;
    }
}
