using System.Text.Json;

namespace KneeBot.Evaluation.Tests;

/// <summary>
/// The figures of the project's own sets, as data. Any drift fails until baselines.json is updated in the same change: run with
/// KNEEBOT_UPDATE_BASELINES set to the path of the file to write it anew.
/// </summary>
internal static class Baselines
{
    /// <summary>Processors differ in the last bits of the encoder's sums, which may turn a message that stands on the threshold.</summary>
    private const int Tolerance = 2;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Lock Writing = new();

    /// <summary>Compares right and all of every group with the file, or writes them there.</summary>
    /// <param name="measured">Right and all, by group.</param>
    /// <param name="isOurs">Which of the file's groups these figures are all of.</param>
    public static void Check(IReadOnlyDictionary<string, int[]> measured, Func<string, bool> isOurs)
    {
        if (Environment.GetEnvironmentVariable("KNEEBOT_UPDATE_BASELINES") is { Length: > 0 } target)
            Write(target, measured, isOurs);

        var expected = Read(Path.Combine(AppContext.BaseDirectory, "baselines.json")).Where(entry => isOurs(entry.Key)).ToDictionary();
        measured.Keys.Order(StringComparer.Ordinal).ShouldBe(expected.Keys.Order(StringComparer.Ordinal));
        foreach (var (group, figures) in expected)
        {
            measured[group][1].ShouldBe(figures[1], group);
            measured[group][0].ShouldBeInRange(figures[0] - Tolerance, figures[0] + Tolerance, group);
        }
    }

    private static void Write(string target, IReadOnlyDictionary<string, int[]> measured, Func<string, bool> isOurs)
    {
        lock (Writing)
        {
            var kept = Read(target).Where(entry => !isOurs(entry.Key)).Concat(measured);
            var all = new SortedDictionary<string, int[]>(kept.ToDictionary(), StringComparer.Ordinal);
            File.WriteAllText(target, JsonSerializer.Serialize(all, Indented) + "\n");
        }
    }

    private static Dictionary<string, int[]> Read(string path) =>
        JsonSerializer.Deserialize<Dictionary<string, int[]>>(File.ReadAllText(path))!;
}
