namespace KneeBot.Evaluation;

/// <summary>The outcomes a reply can have, as sets name them.</summary>
internal static class ReplyOutcomes
{
    private static readonly string[] All =
        [.. typeof(Reply).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Reply))).Select(type => char.ToLowerInvariant(type.Name[0]) + type.Name[1..])];

    /// <exception cref="FormatException">One of the names is no outcome; the message lists those that are.</exception>
    public static void Check(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !All.Contains(name)) is { } unknown)
            throw new FormatException($"\"{unknown}\" is not an outcome; use {string.Join(", ", All)}");
    }
}
