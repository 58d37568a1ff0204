using System.Diagnostics;
using System.Text.Json.Nodes;

namespace KneeBot.Host.Tests.Support;

/// <summary>Runs a script of <c>js/</c>: lines of JSON in, lines of JSON out. Installs the packages when they are not there or have changed.</summary>
internal static class Node
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "js");
    private static readonly string Installed = Path.Combine(Folder, "node_modules", ".installed");
    private static readonly Lazy<Task> Ready = new(InstallAsync);

    public static async Task<IReadOnlyList<JsonNode>> RunAsync(string script, IEnumerable<string> lines)
    {
        await Ready.Value;
        var output = await RunAsync("node", [script], string.Join('\n', lines) + "\n");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static async Task InstallAsync()
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        if (File.Exists(Installed) && await File.ReadAllTextAsync(Installed) == wanted)
            return;
        await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], "");
        await File.WriteAllTextAsync(Installed, wanted);
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
