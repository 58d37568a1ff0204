using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

/// <summary><c>kneebot teams-package</c>, as a program of its own, against the schemas that Microsoft publishes.</summary>
public sealed class TeamsPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kneebot-teams").FullName;

    private string Zip => Path.Combine(_folder, "app.zip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ThePackageIsWhatMicrosoftsSchemaAsksFor()
    {
        var (code, said) = await RunAsync("--name", "Knie & Co", "--developer", "Example Clinic", "--app-version", "1.2.3");
        code.ShouldBe(0, said);
        var parts = Parts();
        parts.Keys.Order().ShouldBe(["color.png", "manifest.json", "outline.png"]);
        var manifest = JsonNode.Parse(parts["manifest.json"])!;

        (await FaultsAsync(manifest, parts)).ShouldBeEmpty();
        manifest["bots"]![0]!["botId"]!.ToString().ShouldBe(Jwt.AppId);
        manifest["name"]!["short"]!.ToString().ShouldBe("Knie & Co");
        manifest["validDomains"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldBe("www.example.org");
    }

    [Fact]
    public async Task WhatTheSchemaForbidsIsSeen()
    {
        await RunAsync("--developer", "Example Clinic");
        var parts = Parts();
        var manifest = JsonNode.Parse(parts["manifest.json"])!;
        manifest["name"]!["short"] = new string('x', 31);
        (parts["color.png"], parts["outline.png"]) = (parts["outline.png"], parts["color.png"]);

        (await FaultsAsync(manifest, parts)).Count.ShouldBe(3, "the name and both icons");
    }

    [Fact]
    public async Task TwoRunsGiveTheSameFile()
    {
        await RunAsync("--developer", "Example Clinic");
        var first = await File.ReadAllBytesAsync(Zip, TestContext.Current.CancellationToken);
        await RunAsync("--developer", "Example Clinic");

        (await File.ReadAllBytesAsync(Zip, TestContext.Current.CancellationToken)).ShouldBe(first);
    }

    [Theory]
    [InlineData("--developer", "A developer whose name is far too long for Teams", "--developer must have 1 to 32 characters.")]
    [InlineData("--website", "http://www.example.org", "--website must be an https address such as https://www.example.org, not 'http://www.example.org'.")]
    [InlineData("--app-version", "1.0", "--app-version must be three numbers such as 1.0.0, not '1.0'.")]
    [InlineData("--app-id", "00000000-0000-0000-0000-000000000000", "--app-id must be the application id of the bot's registration, not zeros.")]
    public async Task WhatTeamsWouldRefuseIsRefusedHere(string option, string value, string message)
    {
        var (code, said) = await RunAsync(option, value);

        code.ShouldBe(2);
        said.ShouldContain(message);
        File.Exists(Zip).ShouldBeFalse();
    }

    private Dictionary<string, byte[]> Parts()
    {
        using var zip = ZipFile.OpenRead(Zip);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(JsonNode manifest, Dictionary<string, byte[]> parts)
    {
        var icons = new JsonObject([.. parts.Where(part => part.Key.EndsWith(".png", StringComparison.Ordinal)).Select(part => KeyValuePair.Create(part.Key, (JsonNode?)Convert.ToBase64String(part.Value)))]);
        var said = await Node.RunAsync("manifest.js", [new JsonObject { ["manifest"] = manifest.DeepClone(), ["icons"] = icons }.ToJsonString()]);
        return [.. said.Single()["faults"]!.AsArray().Select(fault => fault!.ToString())];
    }

    /// <summary>The command with what it needs, and these options in place of it or besides.</summary>
    private async Task<(int Code, string Said)> RunAsync(params string[] options)
    {
        Dictionary<string, string> all = new() { ["--app-id"] = Jwt.AppId, ["--website"] = "https://www.example.org/knees", ["--developer"] = "Example Clinic", ["--output"] = Zip };
        foreach (var pair in options.Chunk(2))
            all[pair[0]] = pair[1];
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "kneebot.dll"), "teams-package", .. all.SelectMany(option => new[] { option.Key, option.Value })])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
