using System.Diagnostics;
using System.Text;

namespace KneeBot.Host.Tests.Support;

/// <summary>The built host as a program of its own.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    /// <summary>Seconds on a quiet machine; minutes where sixty wait for two processors.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process) => _process = process;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>Where it says it serves.</summary>
    public Uri Address => new(Output[Output.IndexOf("http://", StringComparison.Ordinal)..].Split(' ')[0]);

    public static HostProcess Start(string environment, params string[] arguments) => Start(
        [Path.Combine(AppContext.BaseDirectory, "KneeBot.Host.dll"), .. arguments],
        [("ASPNETCORE_ENVIRONMENT", environment), ("ASPNETCORE_URLS", "http://127.0.0.1:0")]);

    /// <summary>Starts it with <c>dotnet</c> and these arguments, with this added to the environment of the tests.</summary>
    public static HostProcess Start(string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var host = new HostProcess(Process.Start(start)!);
        host._process.OutputDataReceived += (_, line) => host.Keep(host._output, line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Keep(host._errors, line.Data);
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    public async Task<int> ExitAsync()
    {
        var exit = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(exit, Task.Delay(Patience, TestContext.Current.CancellationToken)) != exit)
            Assert.Fail($"the host did not stop within {Patience.TotalSeconds} s; {Wrote}");
        await exit;
        return _process.ExitCode;
    }

    public async Task ServingAsync()
    {
        var exit = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_serving.Task, exit, Task.Delay(Patience));
        if (first == exit)
            Assert.Fail($"the host stopped with exit code {_process.ExitCode} instead of serving; {Wrote}");
        if (first != _serving.Task)
            Assert.Fail($"the host did not serve within {Patience.TotalSeconds} s; {Wrote}");
    }

    private string Wrote => Output.Length + Errors.Length == 0 ? "it wrote nothing" : $"it wrote:\n{Output}{Errors}";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(StringBuilder into, string? line)
    {
        if (line is null)
            return;
        lock (into)
            into.AppendLine(line);
        if (line.StartsWith("It serves at ", StringComparison.Ordinal))
            _serving.TrySetResult();
    }

    private static string Read(StringBuilder from)
    {
        lock (from)
            return from.ToString();
    }
}
