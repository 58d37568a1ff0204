using System.CommandLine;

namespace KneeBot.Cli;

/// <summary>Lines of a file that a command reads, for its help.</summary>
/// <param name="File">The file's name; null: it is named on the command line.</param>
/// <param name="Lines">What stands in it.</param>
internal sealed record FileExample(string? File, params string[] Lines)
{
    public static readonly FileExample Questions = new(null,
        """{"id": "q1", "category": "qa", "turns": ["what is a Baker's cyst?"], "expect": ["answered"], "facts": ["pocket of fluid|lump"]}""");

    public static readonly FileExample Messages = new(null,
        """{"id": "m1", "category": "redflag", "flag": "dvt", "turns": ["my left calf is swollen and hot"], "expect": ["urgentCare", "emergency"], "forbid": []}""");

    public static readonly FileExample Documents = new("corpus.jsonl", """{"_id": "d1", "title": "Cyst", "text": "A cyst is a pocket of fluid."}""");
}

/// <summary>A command that measures or learns from files in a format of its own, of which its help shows an example.</summary>
internal sealed class MeasuringCommand(string name, string description, params FileExample[] examples) : Command(name, description)
{
    /// <summary>The examples as they follow the help, not wrapped, so that they can be copied.</summary>
    public string Examples => "Example:\n" + string.Concat(examples.Select(example =>
        (example.File is null ? "" : $"  {example.File}\n") + string.Concat(example.Lines.Select(line => $"{(example.File is null ? "  " : "    ")}{line}\n"))));
}
