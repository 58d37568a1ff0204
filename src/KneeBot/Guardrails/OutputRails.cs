using KneeBot.Answering;
using KneeBot.Retrieval;

namespace KneeBot.Guardrails;

/// <summary>All output rails together: a draft that one of them objects to is not said.</summary>
public sealed class OutputRails(IReadOnlyList<IOutputRail> rails)
{
    /// <summary>The draft, or an empty one when a rail objects or throws.</summary>
    public Draft Check(Draft draft, IReadOnlyList<ScoredPassage> context, List<string> notes)
    {
        foreach (var rail in rails)
        {
            if (Objection(rail, draft, context) is not { } objection)
                continue;
            notes.Add($"The output rail '{rail.Name}' withheld the answer: {objection}");
            return Draft.Nothing([.. draft.Candidates.Select(candidate => candidate with { Fate = $"withheld by '{rail.Name}'" })]);
        }

        return draft;
    }

    /// <summary>The first rail's objection to a draft; null when none objects.</summary>
    public string? Objection(Draft draft, IReadOnlyList<ScoredPassage> context) =>
        rails.Select(rail => Objection(rail, draft, context)).FirstOrDefault(objection => objection is not null);

    /// <summary>Checks that what is shown is what is cited: every quote stands in the body, in order.</summary>
#pragma warning disable CA1822 // reads as part of the rails in the pipeline
    public Reply Check(Reply reply, List<string> notes)
    {
        var at = 0;
        foreach (var citation in reply.Citations)
        {
            var found = reply.Body.IndexOf(citation.Said, at, StringComparison.Ordinal);
            if (found < 0)
            {
                notes.Add("A citation does not stand in the reply; the quotes are withheld.");
                return reply with { Body = "", Citations = [] };
            }

            // Several quotes may stand behind one generated sentence.
            at = citation.Phrased is null ? found + citation.Quote.Length : found;
        }

        return reply;
    }
#pragma warning restore CA1822

    private static string? Objection(IOutputRail rail, Draft draft, IReadOnlyList<ScoredPassage> context)
    {
        try
        {
            return rail.Objection(draft, context);
        }
#pragma warning disable CA1031 // Fail closed: a rail that throws withholds the answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"it failed ({e.GetType().Name})";
        }
    }
}

/// <summary>Withholds an answer with a sentence that is not a verbatim span of a passage that was found.</summary>
public sealed class CitationRail : IOutputRail
{
    public string Name => "citation";

    public string? Objection(Draft draft, IReadOnlyList<ScoredPassage> context)
    {
        foreach (var quoted in draft.Sentences)
        {
            var passage = context.FirstOrDefault(found => found.Passage.Id == quoted.Passage.Id)?.Passage;
            if (passage is null || !passage.Text.Contains(quoted.Text, StringComparison.Ordinal))
                return $"\"{quoted.Text}\" is not in a passage that was found";
        }

        return null;
    }
}
