using System.Diagnostics;

namespace KneeBot.Tests.Support;

/// <summary>The built command line as a program of its own, with an environment that no other test sees.</summary>
public static class KneeBotProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Added to the environment of the tests.</param>
    /// <param name="folder">Where it is started.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync((string Name, string Value)[] environment, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "kneebot.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
