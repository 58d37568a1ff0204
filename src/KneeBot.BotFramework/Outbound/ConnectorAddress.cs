using System.Text;

namespace KneeBot.BotFramework;

/// <summary>Where an activity is sent.</summary>
internal static class ConnectorAddress
{
    /// <summary><c>{serviceUrl}/v3/conversations/{id}/activities/{replyToId}</c>, without the last part when there is none.</summary>
    public static Uri Of(Activity reply) => Of(reply, reply.ReplyToId);

    /// <summary>The same, ending with an activity's id.</summary>
    /// <remarks>The address is taken as written: otherwise an id of dots, even an escaped one, would climb out of its place.</remarks>
    public static Uri Of(Activity activity, string? id)
    {
        var service = new Uri(activity.ServiceUrl!, UriKind.Absolute).GetLeftPart(UriPartial.Path).TrimEnd('/');
        var last = string.IsNullOrEmpty(id) ? "" : "/" + Escape(id);
        return new Uri(
            $"{service}/v3/conversations/{Escape(activity.Conversation!.Id!)}/activities{last}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    /// <summary>An id as a header's value: what is not visible ASCII is percent-encoded, as is the percent sign.</summary>
    public static string HeaderSafe(string id)
    {
        var safe = new StringBuilder(id.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(id))
            _ = unit is > 0x20 and < 0x7F and not (byte)'%' ? safe.Append((char)unit) : safe.Append('%').Append(unit.ToString("X2", null));
        return safe.ToString();
    }

    private static string Escape(string id)
    {
        var escaped = Uri.EscapeDataString(id);
        return escaped is "." or ".." ? escaped.Replace(".", "%2E", StringComparison.Ordinal) : escaped;
    }
}
