using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KneeBot.Cli.Teams;

/// <summary>The manifest of the Teams app, in Microsoft's schema 1.17.</summary>
/// <param name="AppId">The bot's application id; the app gets the same one.</param>
/// <param name="Name">Name of the app, at most 30 characters.</param>
/// <param name="Version">Its version, three numbers.</param>
/// <param name="Developer">Who offers it, at most 32 characters.</param>
/// <param name="Website">Its site; https, as the other two addresses.</param>
/// <param name="Privacy">Its privacy statement.</param>
/// <param name="Terms">Its terms of use.</param>
internal sealed partial record TeamsManifest(Guid AppId, string Name, string Version, string Developer, string Website, string Privacy, string Terms)
{
    public const string ColorIcon = "color.png";
    public const string OutlineIcon = "outline.png";

    private const string SchemaVersion = "1.17";
    private static readonly string[] Scopes = ["personal", "team", "groupChat"];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The manifest as UTF-8.</summary>
    /// <exception cref="SettingsException">A value is not what Teams takes; the message names its option.</exception>
    public byte[] Write()
    {
        Check();
        return Encoding.UTF8.GetBytes(Json().ToJsonString(Indented) + "\n");
    }

    private JsonObject Json() => new()
    {
        ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.schema.json",
        ["manifestVersion"] = SchemaVersion,
        ["version"] = Version,
        ["id"] = AppId.ToString(),
        ["developer"] = new JsonObject
        {
            ["name"] = Developer,
            ["websiteUrl"] = Address(Website),
            ["privacyUrl"] = Address(Privacy),
            ["termsOfUseUrl"] = Address(Terms),
        },
        ["name"] = new JsonObject { ["short"] = Name, ["full"] = $"{Name}: answers from a site's own articles" },
        ["description"] = new JsonObject
        {
            ["short"] = "Answers questions from a site's own articles.",
            ["full"] = "Answers questions from a site's own articles, in their own words, and shows where each sentence stands. "
                + "It does not diagnose or choose treatments, and it is not for emergencies: signs that need care at once are answered with whom to call.",
        },
        ["icons"] = new JsonObject { ["color"] = ColorIcon, ["outline"] = OutlineIcon },
        ["accentColor"] = "#" + TeamsIcons.Accent,
        ["bots"] = new JsonArray(new JsonObject
        {
            ["botId"] = AppId.ToString(),
            ["scopes"] = new JsonArray([.. Scopes.Select(scope => JsonValue.Create(scope))]),
            ["supportsFiles"] = false,
            ["isNotificationOnly"] = false,
            ["commandLists"] = new JsonArray(new JsonObject
            {
                ["scopes"] = new JsonArray([.. Scopes.Select(scope => JsonValue.Create(scope))]),
                ["commands"] = new JsonArray(new JsonObject { ["title"] = "help", ["description"] = "What this assistant can answer" }),
            }),
        }),
        ["validDomains"] = new JsonArray(new Uri(Website).Host),
    };

    private void Check()
    {
        Require(AppId != Guid.Empty, "--app-id must be the application id of the bot's registration, not zeros.");
        Require(Name.Trim().Length is > 0 and <= 30, "--name must have 1 to 30 characters.");
        Require(Developer.Trim().Length is > 0 and <= 32, "--developer must have 1 to 32 characters.");
        Require(ThreeNumbers().IsMatch(Version), $"--app-version must be three numbers such as 1.0.0, not '{Version}'.");
        foreach (var (option, url) in new[] { ("--website", Website), ("--privacy", Privacy), ("--terms", Terms) })
            Require(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == "https" && address.AbsoluteUri.Length <= 2_048, $"{option} must be an https address such as https://www.example.org, not '{url}'.");
    }

    private static string Address(string url) => new Uri(url).AbsoluteUri;

    private static void Require(bool isMet, string message)
    {
        if (!isMet)
            throw new SettingsException(message);
    }

    [GeneratedRegex(@"^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$", RegexOptions.NonBacktracking)]
    private static partial Regex ThreeNumbers();
}
