using System.Net;
using System.Net.Sockets;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

/// <summary>The host as it is started, in a process of its own.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task ItSaysWhereItServesAndWhatItIndexed()
    {
        using var corpus = new CorpusFolder()
            .With("good.md", "# Knees\n\nThe knee is a joint.")
            .With("deep/notes.xyz", "?")
            .With("broken.md", "---\ntitle: x\n");
        await using var host = HostProcess.Start("Production", $"--Corpus={corpus.Path}");
        await host.ServingAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        (await client.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("\"articles\":1");
        (await client.GetStringAsync(new Uri("/site.css", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("prefers-color-scheme: dark");
        host.Output.ShouldContain("KneeBot answers from 1 article (1 passage).");
        host.Output.ShouldContain("POST /api/messages is off");
        host.Errors.ShouldContain("deep/notes.xyz: not indexed: not a format KneeBot reads");
        host.Errors.ShouldContain("broken.md: failed: line 1: the front matter opens with '---' and is never closed");
    }

    [Fact]
    public async Task InDevelopmentItAnswersOverItsSocket()
    {
        await using var host = HostProcess.Start("Development");
        await host.ServingAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        (await client.RepliesAsync(Sending.Message("what is the lump behind my knee full of?")))[0].ShouldContain("Baker's cyst");
        host.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--Answers:TopK=many", "KneeBot cannot start: Failed to convert configuration value 'many' at 'Answers:TopK' to type 'System.Int32'.")]
    [InlineData("--Answers:TopK=0", "KneeBot cannot start: The field TopK must be between 1 and 50.")]
    [InlineData("--Region=Britain", "KneeBot cannot start: Region must be a two-letter country code such as 'GB' or 'US'.")]
    [InlineData("--Corpus=no/such/folder", "KneeBot cannot start: The corpus folder '")]
    [InlineData("--PublicBaseUrl=bot.example.org", "KneeBot cannot start: PublicBaseUrl must be an http or https address such as 'https://bot.example.org', not 'bot.example.org'.")]
    [InlineData("--Guardrails:RulesFolder=no/such/rules", "KneeBot cannot start: ")]
    [InlineData("--Channels:DirectLine:AllowedOrigins=https://www.example.org", "KneeBot cannot start: Channels:DirectLine:AllowedOrigins is a list. Call its first entry Channels:DirectLine:AllowedOrigins:0 (in the environment Channels__DirectLine__AllowedOrigins__0)")]
    [InlineData("--urls=nonsense", "KneeBot cannot start: ")]
    public async Task AWrongSettingIsOneLineAndExitCode2(string argument, string line)
    {
        await using var host = HostProcess.Start("Production", argument);

        (await host.ExitAsync()).ShouldBe(2, host.Output + host.Errors);
        host.Errors.Trim().ShouldStartWith(line);
        host.Errors.Trim().ShouldNotContain('\n');
        host.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task BrokenRulesAreOneLineAndExitCode2()
    {
        using var rules = new CorpusFolder().With("mine.yaml", "rules: [");
        await using var host = HostProcess.Start("Production", $"--Guardrails:RulesFolder={rules.Path}");

        (await host.ExitAsync()).ShouldBe(2);
        host.Errors.Trim().ShouldStartWith("KneeBot cannot start: ");
        host.Errors.ShouldContain("mine.yaml");
        host.Errors.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task APortInUseIsOneLineAndExitCode2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await using var host = HostProcess.Start("Development", $"--urls={url}");

        (await host.ExitAsync()).ShouldBe(2, host.Output + host.Errors);
        host.Errors.Trim().ShouldBe($"KneeBot cannot start: Failed to bind to address {url}: address already in use. Another is chosen with --urls http://localhost:5090, or with ASPNETCORE_URLS.");
        host.Output.ShouldNotContain("   at ");
    }
}
