using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>
/// A line that is nothing but what a page has to press, side by side: "Share Tweet Pin Email", "Home About Services Contact".
/// One other word, and it is no such line: "Share the load between both legs".
/// </summary>
internal static partial class ButtonRow
{
    private const int LongestLine = 160;
    private const int FewestSiteParts = 3;

    public static bool Is(string text) => text.Length <= LongestLine && (IsSharing(text) || IsNavigation(text));

    private static bool IsSharing(string text)
    {
        var (sure, buttons) = (0, 0);
        var rest = Button().Replace(text, match =>
        {
            sure += match.Groups["sure"].Success ? 1 : 0;
            buttons++;
            return " ";
        });
        return sure > 0 && buttons > 1 && !Between().Replace(rest, " ").Any(char.IsLetterOrDigit);
    }

    private static bool IsNavigation(string text) =>
        SitePart().Count(text) >= FewestSiteParts && !text.Contains(',', StringComparison.Ordinal) && !SitePart().Replace(text, " ").Any(char.IsLetterOrDigit);

    // "Like", "save" and their kind are buttons only beside a surer one.
    [GeneratedRegex(@"\b((?<sure>shares?|tweet|pin( it)?|print|e-?mail|bookmark|copy (link|url)|facebook|twitter|x|linkedin|whatsapp|reddit|telegram|instagram|youtube|pinterest|tumblr|pocket|messenger|threads|bluesky|mastodon|tiktok|snapchat|flipboard|xing|vk|wechat|viber|skype|rss|sms)|like|save|follow( us)?|comments?|listen|subscribe|download|pdf|cite|copy)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Button();

    // Words between two buttons, and counts beside them.
    [GeneratedRegex(@"\b(on|via|to|by|or|this|article|page|post|story|link|text|more|\d[\d.,]*k?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    [GeneratedRegex(@"\b(home|about( us)?|contact( us)?|blog|news|services|shop|store|faqs?|search|menu|log ?in|sign ?(in|up)|register|subscribe|newsletters?|careers|(our |the )?team|locations?|(book )?appointments?|book (now|online)|resources|events|gallery|testimonials|cart|basket|(my )?account|donate|podcasts?|videos?|(health )?topics|conditions|treatments|doctors|find a doctor|a ?[-–] ?z|insurance|referrals|patient (portal|forms|info(rmation)?))\b", RegexOptions.IgnoreCase)]
    private static partial Regex SitePart();
}
