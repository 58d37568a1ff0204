using System.ComponentModel.DataAnnotations;
using KneeBot.BotFramework;
using KneeBot.Configuration;
using KneeBot.SemanticKernel;

namespace KneeBot.Host;

/// <summary>The settings the host knows. A misspelt option stops the start; a misspelt name in a file or the environment is said.</summary>
internal static class HostSettings
{
    private const string Usage = "Options are settings: --urls http://localhost:5090, --Region GB, --Channels:DirectLine:Mode=Off; the README lists them.";

    private static readonly SettingNames Names = new SettingNames()
        .Add("", typeof(KneeBotOptions))
        .Add("Generation", typeof(GenerationOptions))
        .AddBotFramework()
        .AddOfOthers(
            "urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "webroot", "AllowedHosts", "Logging:*", "Kestrel:*", "ForwardedHeaders_Enabled", "ConnectionStrings:*",
            "DetailedErrors", "captureStartupErrors", "preferHostingUrls", "suppressStatusMessages", "shutdownTimeoutSeconds", "preventHostingStartup", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies");

    /// <summary>What <c>--help</c> says.</summary>
    public const string Help = """
        Usage: KneeBot.Host [OPTIONS]
               dotnet run --project src/KneeBot.Host [-- OPTIONS]   from the source

        Serves the articles with a chat, an embedded Direct Line and POST /api/messages, and prints where.

        Options are settings, with values after a space or '=', for example:
          --urls http://localhost:5090       where to listen
          --Corpus DIR                       the folder with your articles
          --Region GB                        whose emergency numbers are given
          --Guardrails:Semantic off          rules alone: faster to start, blind to most of what visitors only describe
          --Channels:DirectLine:Mode Off     no embedded Direct Line
          --environment Production           as deployed
        All of them, with their defaults, stand in the README under "Settings"; they may stand in appsettings.json or the environment as well.
        """;

    /// <summary>Whether the command line asks for help.</summary>
    public static bool AsksForHelp(string[] args) => args.Any(argument => argument is "--help" or "-h" or "-?");

    /// <summary>Checks the command line, of which the framework passes over what it does not know.</summary>
    /// <exception cref="ValidationException">There is no such option, or it has no value.</exception>
    public static void CheckOptions(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? (args[i][..at], args[i][(at + 1)..]) : (args[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal))
                throw new ValidationException($"'{args[i]}' is no option. {Usage}");
            if (value is "" && Names.IsSection(name[2..]))
                continue; // how programs that start the host write down that a section is there
            if (Names.Fault(name[2..]) is { } fault)
                throw new ValidationException($"Of the option '{name}': {fault} {Usage}");
            if (value is null && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
                throw new ValidationException($"The option '{name}' has no value. {Usage}");
        }
    }

    /// <summary>Names in the configuration that nobody reads, each with the one that was probably meant.</summary>
    public static IEnumerable<string> Misspelt(IConfiguration configuration) => Names.Misspelt(configuration);
}
