using System.Diagnostics;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Cli;

/// <summary>The command line as a process of its own: signals, streams that fail, and exit codes.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string[], string> Readers { get; } = new()
    {
        { ["chat"], ">" },
        { ["ask", "--json"], "{" },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task CtrlCEndsWhatWaitsForInput(string[] arguments, string sign)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        using var running = Start($"exec {Program} {string.Join(' ', arguments)}");
        await running.StandardInput.WriteLineAsync("hello".AsMemory(), Test);
        await running.StandardInput.FlushAsync(Test);
        await ReadUntilAsync(running.StandardOutput, sign); // it reads: what comes next is waited for
        using (var kill = Process.Start("kill", ["-INT", running.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(Test);
        await running.WaitForExitAsync(Test).WaitAsync(Patience, Test);
        running.ExitCode.ShouldBe(130);
        (await running.StandardError.ReadToEndAsync(Test)).ShouldEndWith("kneebot: stopped\n");
    }

    public static TheoryData<string, int, string> Faults { get; } = new()
    {
        { "ask hello > /dev/full", 1, "cannot read or write" },
        { "ask --json < /tmp", 1, "cannot read or write" },
        { "ask --corpus '' hello", 2, "--corpus needs a folder or a file" },
        { "ask ''", 2, "give a message" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AStreamOrAnArgumentThatFailsIsSaidInALine(string command, int code, string message)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Linux alone has /dev/full.");
        using var running = Start($"exec {Program} {command}");
        running.StandardInput.Close();
        var error = await running.StandardError.ReadToEndAsync(Test).WaitAsync(Patience, Test);
        await running.WaitForExitAsync(Test);
        error.ShouldContain(message);
        error.ShouldNotContain("   at ");
        running.ExitCode.ShouldBe(code);
    }

    /// <summary>What is started in the background inherits a Ctrl+C that is ignored.</summary>
    private static string Program => $"env --default-signal=INT dotnet '{Path.Combine(AppContext.BaseDirectory, "kneebot.dll")}'";

    private static Process Start(string command) => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["Guardrails__Semantic"] = "off" },
    })!;

    private static async Task ReadUntilAsync(TextReader output, string sign)
    {
        var character = new char[1];
        while (await output.ReadAsync(character, Test).AsTask().WaitAsync(Patience, Test) > 0)
            if (sign.Contains(character[0], StringComparison.Ordinal))
                return;
        Assert.Fail("It ended before it read.");
    }
}
