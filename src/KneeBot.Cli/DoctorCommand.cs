using System.CommandLine;
using KneeBot.BotFramework;
using KneeBot.SemanticKernel;
using Microsoft.Extensions.DependencyInjection;

namespace KneeBot.Cli;

/// <summary><c>kneebot doctor</c>: whether the bot's registration with Azure works from here, and what is wrong with it.</summary>
internal static class DoctorCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var endpoint = new Option<string?>("--endpoint") { Description = "The bot's messaging endpoint, for example https://bot.example.org/api/messages; it is called without a token", HelpName = "URL" };
        var offline = new Option<bool>("--offline") { Description = "Look at the settings only; call nobody" };
        var command = new Command("doctor", "Examine the bot's registration (settings, certificate, clock, keys, token, endpoint) and the language model.") { endpoint, offline };
        command.SetAction(async (parsed, ct) =>
        {
            Uri? address = null;
            if (parsed.GetValue(endpoint) is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https"))
            {
                await error.WriteLineAsync($"kneebot: '{text}' is not a web address such as https://bot.example.org/api/messages.").ConfigureAwait(false);
                return 2;
            }

            await using var services = new ServiceCollection().AddBotDoctor(Settings.Configuration()).BuildServiceProvider();
            var worst = Health.Fine;
            foreach (var name in Settings.Misspelt())
                await output.WriteLineAsync($"{Word(Health.Warning),-8} settings: {name}").ConfigureAwait(false);
            await foreach (var finding in services.GetRequiredService<BotDoctor>().ExamineAsync(address, parsed.GetValue(offline), ct).ConfigureAwait(false))
            {
                await output.WriteLineAsync($"{Word(finding.Health),-8} {finding.Point}: {finding.Text}").ConfigureAwait(false);
                worst = finding.Health > worst ? finding.Health : worst;
            }

            foreach (var finding in await GenerationDoctor.ExamineAsync(Settings.Configuration(), parsed.GetValue(offline), TimeProvider.System, ct).ConfigureAwait(false))
            {
                await output.WriteLineAsync($"{Word(!finding.IsWell ? Health.Wrong : finding.IsWarning ? Health.Warning : Health.Fine),-8} generation: {finding.Text}").ConfigureAwait(false);
                worst = finding.IsWell ? worst : Health.Wrong;
            }

            return worst == Health.Wrong ? 1 : 0;
        });
        return command;
    }

    private static string Word(Health health) => health switch
    {
        Health.Fine => "ok",
        Health.Warning => "warning",
        _ => "WRONG",
    };
}
