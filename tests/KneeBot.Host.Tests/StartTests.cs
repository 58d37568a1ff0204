using System.Net;
using System.Net.Sockets;
using System.Reflection;
using KneeBot.Host.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace KneeBot.Host.Tests;

/// <summary>The host as it is started, in a process of its own.</summary>
public sealed class StartTests
{
    private static readonly string Repository = typeof(StartTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryFolder").Value!;

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

        var secret = host.Output.Split("Direct Line secret for programs on this machine, until it stops: ")[1].Split('\n')[0].Trim();
        using var program = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate") { Headers = { Authorization = new("Bearer", secret) } };
        using var token = await client.SendAsync(program, TestContext.Current.CancellationToken);
        token.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("--Answers:TopK=many", "KneeBot cannot start: Answers:TopK must be a whole number from 1 to 50, not 'many'.")]
    [InlineData("--Answers:MinProbability=often", "KneeBot cannot start: Answers:MinProbability must be a number from 0 to 1, not 'often'.")]
    [InlineData("--Answers:Encoder=maybe", "KneeBot cannot start: Answers:Encoder must be true or false, not 'maybe'.")]
    [InlineData("--Channels:DirectLine:Mode=Foo", "KneeBot cannot start: Channels:DirectLine:Mode must be Embedded or Azure or Off, not 'Foo'.")]
    [InlineData("--Channels:DirectLine:Mode=7", "KneeBot cannot start: Channels:DirectLine:Mode must be Embedded or Azure or Off, not '7'.")]
    [InlineData("--Channels:DirectLine:IdleMinutes=0", "KneeBot cannot start: Channels:DirectLine:IdleMinutes must be a whole number from 1 to 1440, not '0'.")]
    [InlineData("--BotFramework:ServiceUrls=https://connector.example.org", "KneeBot cannot start: BotFramework:ServiceUrls is a list. Call its first entry BotFramework:ServiceUrls:0")]
    [InlineData("--prot=5000", "KneeBot cannot start: Of the option '--prot': there is no setting prot. Options are settings: --urls http://localhost:5090")]
    [InlineData("--prot 5000", "KneeBot cannot start: Of the option '--prot': there is no setting prot.")]
    [InlineData("--url=http://localhost:1", "KneeBot cannot start: Of the option '--url': there is no setting url; was urls meant?")]
    [InlineData("--Mode=Off", "KneeBot cannot start: Of the option '--Mode': there is no setting Mode; was Channels:DirectLine:Mode meant?")]
    [InlineData("--Channels__DirectLine__Mode=Off", "KneeBot cannot start: Of the option '--Channels__DirectLine__Mode': there is no setting Channels__DirectLine__Mode; was Channels:DirectLine:Mode meant?")]
    [InlineData("--Answers:MaxSentance=3", "KneeBot cannot start: Of the option '--Answers:MaxSentance': there is no setting Answers:MaxSentance; was Answers:MaxSentences meant?")]
    [InlineData("--urls", "KneeBot cannot start: The option '--urls' has no value.")]
    [InlineData("5000", "KneeBot cannot start: '5000' is no option.")]
    [InlineData("-p=5000", "KneeBot cannot start: '-p=5000' is no option.")]
    [InlineData("--Answers:TopK=0", "KneeBot cannot start: Answers:TopK must be a whole number from 1 to 50, not '0'.")]
    [InlineData("--Region=Britain", "KneeBot cannot start: Region must be a two-letter country code such as 'GB' or 'US'.")]
    [InlineData("--Corpus=no/such/folder", "KneeBot cannot start: The corpus folder '")]
    [InlineData("--PublicBaseUrl=bot.example.org", "KneeBot cannot start: PublicBaseUrl must be an http or https address such as 'https://bot.example.org', not 'bot.example.org'.")]
    [InlineData("--Guardrails:RulesFolder=no/such/rules", "KneeBot cannot start: ")]
    [InlineData("--Channels:DirectLine:AllowedOrigins=https://www.example.org", "KneeBot cannot start: Channels:DirectLine:AllowedOrigins is a list. Call its first entry Channels:DirectLine:AllowedOrigins:0 (in the environment Channels__DirectLine__AllowedOrigins__0)")]
    [InlineData("--urls=nonsense", "KneeBot cannot start: ")]
    public async Task AWrongSettingIsOneLineAndExitCode2(string argument, string line)
    {
        await using var host = HostProcess.Start("Production", argument.Split(' '));

        (await host.ExitAsync()).ShouldBe(2, host.Output + host.Errors);
        host.Errors.Trim().ShouldStartWith(line);
        host.Errors.Trim().ShouldNotContain('\n');
        host.Output.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--Region GB -h")]
    public async Task HelpIsPrintedAndNothingStarted(string arguments)
    {
        await using var host = HostProcess.Start("Production", arguments.Split(' '));

        (await host.ExitAsync()).ShouldBe(0, host.Output + host.Errors);
        host.Output.ShouldStartWith("Usage: ");
        host.Output.ShouldContain("--urls http://localhost:5090");
        host.Errors.ShouldBeEmpty();
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
    public async Task UnderDotnetRunTheEnvironmentSaysWhereItServes()
    {
        var configuration = typeof(StartTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        await using var host = HostProcess.Start(
            ["run", "--no-build", "-c", configuration, "--project", Path.Combine(Repository, "src", "KneeBot.Host"), "--", "--Guardrails:Semantic=off"],
            [("ASPNETCORE_URLS", "http://127.0.0.1:0")]);
        await host.ServingAsync();

        host.Address.Host.ShouldBe("127.0.0.1");
        host.Output.ShouldContain(" in Development. ");
    }

    [Theory]
    [InlineData("", UsualAddress.Url)]
    [InlineData("--environment=Production", UsualAddress.Url)]
    [InlineData("--urls=http://127.0.0.1:5081", "http://127.0.0.1:5081")]
    [InlineData("--http_ports=8080", null)]
    [InlineData("--https_ports=8443", null)]
    [InlineData("--Kestrel:Endpoints:Web:Url=http://127.0.0.1:5081", null)]
    public void TheUsualAddressIsTakenWhenNothingElseSaysOne(string arguments, string? urls)
    {
        var builder = WebApplication.CreateBuilder(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        builder.UseUsualAddress();

        builder.Configuration["urls"].ShouldBe(urls);
    }

    [Fact]
    public async Task AMisspeltVariableOfTheEnvironmentIsSaid()
    {
        await using var host = HostProcess.Start(
            [Path.Combine(AppContext.BaseDirectory, "KneeBot.Host.dll"), "--Guardrails:Semantic=off"],
            [("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Regoin", "GB"), ("Coprus", "x"), ("MicrosoftAppPasword", "s3cret"), ("Answer__TopK", "3")]);
        await host.ServingAsync();

        host.Errors.TrimEnd().ReplaceLineEndings("\n").Split('\n').ShouldBe([
            "Settings: there is no setting Regoin (in the environment); was Region meant?",
            "Settings: there is no setting Coprus (in the environment); was Corpus meant?",
            "Settings: there is no setting MicrosoftAppPasword (in the environment); was MicrosoftAppPassword meant?",
            "Settings: there is no setting Answer__TopK (in the environment); was Answers__TopK meant?",
        ], ignoreOrder: true);
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
