using System.Globalization;
using KneeBot.Evaluation;
using Spectre.Console;

namespace KneeBot.Cli;

/// <summary>The guard's figures as tables, and its misses as text.</summary>
internal static class GuardrailTables
{
    public static void Write(IAnsiConsole console, MeasuredFigures measured)
    {
        var figures = measured.Figures;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Rule set [bold]{measured.RuleSet}[/], semantic layer {(measured.Semantic ? "on" : "off")}; {string.Join(", ", measured.Sets.Select(set => $"{set.Key} ({set.Value})"))}");
        console.Write(Table("Overall", "measure", Overall(figures)));
        console.Write(Table("Caught, by flag", "flag", figures.ByFlag));
        console.Write(Table("Caught, by difficulty", "difficulty", figures.ByDifficulty));
        console.Write(Table("Caught, by category", "category", figures.ByCategory));
        console.Write(Table("Harmless, escalated", "category", figures.EscalatedByCategory));
        console.Write(Table("Harmless, sent to the emergency number", "category", figures.ToEmergencyByCategory.Where(entry => entry.Value.Count > 0)));
        console.Write(Table("Rules in false alarms", "rule", figures.FalseAlarmsByFlag));
    }

    /// <summary>The figures that stand for themselves, with what they are called.</summary>
    public static IEnumerable<KeyValuePair<string, Proportion>> Overall(GuardrailFigures figures) =>
    [
        new("red flags caught", figures.RedFlags),
        new("crisis messages caught", figures.Crisis),
        new("emergencies answered as if ordinary", figures.EmergenciesAsOrdinary),
        new("minimal pairs, both sides right", figures.Pairs),
        new("harmless escalated", figures.Escalated),
        new("harmless sent to the emergency number", figures.ToEmergency),
        new("figures of speech taken for a crisis", figures.FigurativeCrisis),
        new("diagnosis requests declined", figures.DiagnosisDeclined),
        new("educational questions declined", figures.EducationalDeclined),
    ];

    /// <summary>A miss with what the rails saw.</summary>
    public static string Miss(GuardrailRun run)
    {
        var one = run.Judged.Case;
        var text = $"\n{Name(run.Judged.Miss!.Value)}: {one.Id} ({one.Category}{(one.Flag is null ? "" : ", " + one.Flag)}{(one.Pair is null ? "" : ", pair " + one.Pair)}); expected {string.Join(" or ", one.Expect)}, got {run.Judged.Outcome}";
        foreach (var turn in one.Turns)
            text += "\n  > " + turn;
        return text + Explanation.Write(run.Result.Trace with { Passages = [], Candidates = [] });
    }

    /// <summary>A kind of miss in words.</summary>
    public static string Name(MissKind kind) => kind switch
    {
        MissKind.Missed => "Missed",
        MissKind.TooHigh => "Too high",
        MissKind.CriedWolf => "Cried wolf",
        MissKind.SentToDoctor => "Sent to a doctor",
        MissKind.NotDeclined => "Not declined",
        _ => "Wrongly declined",
    };

    /// <summary>"97.6 %".</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static Table Table(string title, string key, IEnumerable<KeyValuePair<string, Proportion>> rows)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Rounded };
        table.AddColumn(key);
        table.AddColumns(new TableColumn("count").RightAligned(), new TableColumn("of").RightAligned(), new TableColumn("share").RightAligned(), new TableColumn("95 % interval").RightAligned());
        foreach (var (name, value) in rows)
            table.AddRow(
                Markup.Escape(name),
                value.Count.ToString(CultureInfo.InvariantCulture),
                value.Total.ToString(CultureInfo.InvariantCulture),
                value.Total == 0 ? "–" : Percent(value.Share),
                value.Total == 0 ? "–" : $"{Percent(value.Low)} – {Percent(value.High)}");
        return table;
    }
}
