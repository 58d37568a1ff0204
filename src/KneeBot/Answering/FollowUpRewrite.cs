using KneeBot.Conversations;
using KneeBot.Guardrails.Grounding;

namespace KneeBot.Answering;

/// <summary>A model's wording of a follow-up, for retrieval only: taken in time, and only when it keeps every content word of the visitor's.</summary>
public sealed class FollowUpRewrite(GroundedComposer composer, TimeProvider time)
{
    private const int MaxLength = 240;

    private readonly GroundingLexicon _lexicon = GroundingLexicon.Load();

    /// <summary>The question to search for: the rewritten one, or the one given.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="resolved">The question as the deterministic resolver completed it.</param>
    /// <param name="notes">Takes what happened.</param>
    /// <param name="ct">Cancels the turn.</param>
    public async Task<string> ImproveAsync(UserTurn turn, string resolved, List<string> notes, CancellationToken ct)
    {
        var (question, about) = FollowUpResolver.Split(resolved);
        if (about.Length == 0 || composer.Limits.Rewrite <= TimeSpan.Zero)
            return resolved;
        using var limit = new CancellationTokenSource(composer.Limits.Rewrite, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var rewritten = await composer.Generator.RewriteAsync(turn.Conversation, question, about, both.Token)
                .WaitAsync(composer.Limits.Rewrite + TimeSpan.FromMilliseconds(50), time, ct).ConfigureAwait(false);
            if (rewritten is null)
            {
                notes.Add(limit.IsCancellationRequested ? "The model did not word the follow-up in time." : "The model did not word the follow-up.");
                return resolved;
            }

            if (Keeps(question, about, rewritten) is { } fault)
            {
                notes.Add($"The model's wording of the follow-up was not used: {fault}.");
                return resolved;
            }

            notes.Add("The follow-up was searched for in the model's wording.");
            return rewritten;
        }
#pragma warning disable CA1031 // Without a rewrite the deterministic question serves.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            notes.Add(e is OperationCanceledException or TimeoutException ? "The model did not word the follow-up in time." : $"The model did not word the follow-up ({e.GetType().Name}).");
            return resolved;
        }
    }

    /// <summary>Why a rewrite may not be used; null when it may.</summary>
    internal string? Keeps(string question, string about, string rewritten)
    {
        if (rewritten.Length is 0 or > MaxLength || rewritten.Contains('\n', StringComparison.Ordinal))
            return "it is no single question";
        var asked = Read(question);
        var has = Read(rewritten);
        if (asked.Content.FirstOrDefault(name => !has.Content.Contains(name)) is not null || !asked.Markers.IsSubsetOf(has.Markers) || asked.Denied.Count != has.Denied.Count || !asked.Numbers.SetEquals(has.Numbers))
            return "it leaves out words of the visitor";
        HashSet<string> known = [.. asked.Content, .. Read(about).Content];
        return has.Content.IsSubsetOf(known) ? null : "it adds words that were not said";
    }

    private Statement Read(string text) => new Reading(_lexicon, text).Whole;
}
