using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Activity = KneeBot.BotFramework.Activity;

namespace KneeBot.Host.Tests;

/// <summary>Microsoft's JavaScript SDK as the other side: its types read what KneeBot sends, its skill host drives KneeBot.</summary>
public sealed class MicrosoftSdkTests
{
    private static readonly string[] Questions =
    [
        "hello", "what is a baker's cyst?", "what is the lump behind my knee full of?", "do I have arthritis?", "my left calf is swollen and hot since yesterday",
        "who won the world cup?", "I want to die", "my knee hurts, what causes pain behind the knee?",
    ];

    [Fact]
    public async Task ItsTypesReadEveryActivityKneeBotSends()
    {
        await using var host = new KneeBotHost();
        var engine = host.Services.GetRequiredService<KneeBotEngine>();
        var channels = host.Services.GetRequiredService<ChannelDirectory>();
        var sent = new List<Activity>();
        foreach (var channel in new[] { "msteams", "telegram", "directline", "webchat", "emulator", "test" })
        {
            var incoming = Read(Sending.Message("hello")) with { ChannelId = channel, ServiceUrl = Jwt.ServiceUrl };
            sent.AddRange(channels.Renderer(channel).RenderWelcome(engine.Welcome, incoming));
            sent.Add(incoming.Reply() with { Type = ActivityTypes.Typing, InputHint = null });
            foreach (var question in Questions)
            {
                var result = await engine.Pipeline.ReplyAsync(new UserTurn($"{channel}/{question}", question), TestContext.Current.CancellationToken);
                sent.AddRange(channels.Renderer(channel).Render(result.Reply, incoming));
            }
        }

        var said = await Node.RunAsync("parse.js", sent.Select(activity => Encoding.UTF8.GetString(ActivityWriter.Write(activity))));

        said.Count.ShouldBe(sent.Count);
        foreach (var (one, activity) in said.Zip(sent))
            ((bool)one["ok"]!).ShouldBeTrue($"{activity.ChannelId}: {one["fault"]}");
    }

    [Fact]
    public async Task ItsTypesRefuseWhatIsNoActivity()
    {
        var said = await Node.RunAsync("parse.js", ["""{"type": "message", "inventedHere": 1}""", """{"type": "massage"}""", """{"type": "message", "attachments": [{"contentType": "x", "invented": 1}]}"""]);

        said.ShouldAllBe(one => !(bool)one["ok"]!);
    }

    [Fact]
    public async Task ItsSkillHostDrivesKneeBotBothWays()
    {
        await using var host = HostProcess.Start("Development", "--Guardrails:Semantic=off");
        await host.ServingAsync();
        var expecting = Sending.Message("what is the lump behind my knee full of?", "js-1");
        var posting = Sending.Message("my left calf is swollen and hot since yesterday", "js/2 é");
        posting.Remove("deliveryMode");
        var said = await Node.RunAsync("skillhost.js", new[] { expecting, posting, posting }.Select(activity =>
            new JsonObject { ["url"] = new Uri(host.Address, Sending.Messages).AbsoluteUri, ["activity"] = activity.DeepClone() }.ToJsonString()));

        ((int)said[0]["status"]!).ShouldBe(200, said[0].ToJsonString());
        said[0]["body"]!["activities"]![0]!["text"]!.ToString().ShouldContain("Baker's cyst");
        said[0]["replies"]!.AsArray().ShouldBeEmpty();
        ((int)said[1]["status"]!).ShouldBe(200, said[1].ToJsonString());
        var reply = said[1]["replies"]!.AsArray().ShouldHaveSingleItem()!;
        reply["conversationId"]!.ToString().ShouldBe("js/2 é");
        reply["activityId"]!.ToString().ShouldBe((string)posting["id"]!);
        reply["activity"]!["text"]!.ToString().ShouldStartWith("Please go to an emergency department");
        said[2]["replies"]!.AsArray().ShouldBeEmpty("the same activity again");
    }

    private static Activity Read(JsonObject activity)
    {
        ActivityReader.Read(JsonSerializer.SerializeToUtf8Bytes(activity), out var read).ShouldBeNull();
        return read!;
    }

    /// <summary>Runs a script of <c>js/</c>: lines of JSON in, lines of JSON out. Installs the packages the first time.</summary>
    private static class Node
    {
        private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "js");
        private static readonly Lazy<Task> Installed = new(() => RunAsync("npm", ["ci", "--no-audit", "--no-fund"], ""));

        public static async Task<IReadOnlyList<JsonNode>> RunAsync(string script, IEnumerable<string> lines)
        {
            await Installed.Value;
            var output = await RunAsync("node", [script], string.Join('\n', lines) + "\n");
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        }

        private static async Task<string> RunAsync(string program, string[] arguments, string input)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
            process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {await errors}");
            return await output;
        }
    }
}
