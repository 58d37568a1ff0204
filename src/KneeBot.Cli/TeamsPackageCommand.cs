using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Compression;
using KneeBot.Cli.Teams;

namespace KneeBot.Cli;

/// <summary><c>kneebot teams-package</c>: the app that Teams installs, as a zip: manifest and both icons.</summary>
internal static class TeamsPackageCommand
{
    /// <summary>Zip stores times from 1980 on; one and the same makes two runs give the same file.</summary>
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Create(TextWriter output)
    {
        var appId = new Option<Guid>("--app-id") { Description = "The bot's application id, from its registration with Azure", HelpName = "GUID", Required = true, CustomParser = AppId };
        var website = new Option<string>("--website") { Description = "Address of the site the articles belong to; https", HelpName = "URL", Required = true };
        var privacy = new Option<string?>("--privacy") { Description = "Address of the privacy statement (default: the website)", HelpName = "URL" };
        var terms = new Option<string?>("--terms") { Description = "Address of the terms of use (default: the website)", HelpName = "URL" };
        var developer = new Option<string>("--developer") { Description = "Who offers the app; at most 32 characters", HelpName = "NAME", Required = true };
        var name = new Option<string>("--name") { Description = "Name of the app; at most 30 characters", HelpName = "NAME", DefaultValueFactory = _ => "KneeBot" };
        var version = new Option<string>("--app-version") { Description = "Version of the app; raise it with every upload", HelpName = "N.N.N", DefaultValueFactory = _ => "1.0.0" };
        var file = new Option<string>("--output") { Description = "The zip to write", HelpName = "FILE", DefaultValueFactory = _ => "kneebot-teams.zip" };
        var command = new Command("teams-package", "Write the app package for Microsoft Teams: a zip with the manifest and both icons.")
        {
            appId, website, privacy, terms, developer, name, version, file,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var manifest = new TeamsManifest(
                parsed.GetValue(appId),
                parsed.GetValue(name)!,
                parsed.GetValue(version)!,
                parsed.GetValue(developer)!,
                parsed.GetValue(website)!,
                parsed.GetValue(privacy) ?? parsed.GetValue(website)!,
                parsed.GetValue(terms) ?? parsed.GetValue(website)!);
            await WriteAsync(parsed.GetValue(file)!, manifest.Write(), ct).ConfigureAwait(false);
            await output.WriteLineAsync(parsed.GetValue(file)).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static Guid AppId(ArgumentResult given)
    {
        var word = given.Tokens[0].Value;
        if (!Guid.TryParse(word, out var id))
            given.AddError($"'{word}' is no application id. One looks like 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 and stands in the bot's registration with Azure as \"Microsoft App ID\".");
        return id;
    }

    /// <summary>Written beside its place and then moved there, so that a fault leaves no half of a zip.</summary>
    private static async Task WriteAsync(string path, byte[] manifest, CancellationToken ct)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "manifest.json", manifest);
            Add(archive, TeamsManifest.ColorIcon, TeamsIcons.Color());
            Add(archive, TeamsManifest.OutlineIcon, TeamsIcons.Outline());
        }

        try
        {
            var unfinished = path + ".part";
            await File.WriteAllBytesAsync(unfinished, zip.ToArray(), ct).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be written: {e.Message} Name another file with --output.", e);
        }
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = Stamp;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
