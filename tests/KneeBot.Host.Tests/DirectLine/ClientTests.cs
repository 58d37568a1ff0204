using System.Diagnostics;
using System.Reflection;

namespace KneeBot.Host.Tests.DirectLine;

/// <summary>
/// Microsoft's clients, unmodified, against the built host in a process of its own. They need Node and, for Web Chat, Chromium; set up once with
/// <c>npm run setup</c> in the folder Clients. Where they are missing the tests are skipped, in CI they fail.
/// </summary>
[Collection("Clients")]
public sealed class ClientTests
{
    private static readonly string Folder = typeof(ClientTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ClientsFolder").Value!;

    [Theory]
    [InlineData("webSocket")]
    [InlineData("polling")]
    [InlineData("tokenRefresh")]
    [InlineData("killedSockets")]
    [InlineData("restart")]
    [InlineData("forgotten")]
    [InlineData("files")]
    [InlineData("soak")]
    public Task DirectLineJs(string scenario) => RunAsync("directline.mjs", scenario, "node_modules/botframework-directlinejs");

    [Theory]
    [InlineData("webSocket")]
    [InlineData("polling")]
    [InlineData("restart")]
    public Task WebChat(string scenario) => RunAsync("webchat.mjs", scenario, "webchat.js");

    private static async Task RunAsync(string script, string scenario, string needs)
    {
        if (!Path.Exists(Path.Combine(Folder, needs)))
        {
            const string how = "The clients are not there. Run 'npm run setup' in tests/KneeBot.Host.Tests/Clients.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", how);
            Assert.Fail(how);
        }

        var start = new ProcessStartInfo("node", [script, scenario])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KNEEBOT_HOST"] = Path.Combine(AppContext.BaseDirectory, "KneeBot.Host.dll") },
        };
        using var node = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
            await node.WaitForExitAsync(patience.Token);
            TestContext.Current.TestOutputHelper?.WriteLine(await output);
            node.ExitCode.ShouldBe(0, await errors);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }
}
