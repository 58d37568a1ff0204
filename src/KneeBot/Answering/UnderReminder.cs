using System.Text.RegularExpressions;
using KneeBot.Guardrails;

namespace KneeBot.Answering;

/// <summary>What may be quoted below the reminder of a flag: nothing that the visitor could take for reassurance.</summary>
internal static partial class UnderReminder
{
    /// <summary>The draft as far as it may be said.</summary>
    /// <param name="draft">What the articles say.</param>
    /// <param name="ofOwnState">Whether the visitor asks of the state told before: then only the articles' own urgent sentences are said. Otherwise what plays down is left out.</param>
    /// <param name="notes">Says what was left out.</param>
    public static Draft Sayable(Draft draft, bool ofOwnState, List<string> notes)
    {
        QuotedSentence[] said = [.. draft.Sentences.Where(quoted => ofOwnState ? Urgent().IsMatch(quoted.Text) : !Reassurance.Comforts(quoted.Text))];
        if (said.Length == draft.Sentences.Count && !(ofOwnState && said.Length == 0))
            return draft;
        notes.Add($"Left out below the reminder, for it might be taken as reassurance{(ofOwnState ? " of the visitor's own state" : "")}: {draft.Sentences.Count - said.Length} of {draft.Sentences.Count} sentences.");
        return draft with { Sentences = said, IsWithheld = said.Length == 0 };
    }

    [GeneratedRegex(@"\b(emergency|urgent|urgently|straight away|right away|immediately|at once|without delay|ambulance|999|911|112)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Urgent();
}
