namespace KneeBot.BotFramework;

/// <summary>Where a reply is posted.</summary>
internal static class ConnectorAddress
{
    /// <summary><c>{serviceUrl}/v3/conversations/{id}/activities/{replyToId}</c>, without the last part when there is none.</summary>
    /// <remarks>The address is taken as written: otherwise an id of dots, even an escaped one, would climb out of its place.</remarks>
    public static Uri Of(Activity reply)
    {
        var service = new Uri(reply.ServiceUrl!, UriKind.Absolute).GetLeftPart(UriPartial.Path).TrimEnd('/');
        var last = string.IsNullOrEmpty(reply.ReplyToId) ? "" : "/" + Escape(reply.ReplyToId);
        return new Uri(
            $"{service}/v3/conversations/{Escape(reply.Conversation!.Id!)}/activities{last}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private static string Escape(string id)
    {
        var escaped = Uri.EscapeDataString(id);
        return escaped is "." or ".." ? escaped.Replace(".", "%2E", StringComparison.Ordinal) : escaped;
    }
}
