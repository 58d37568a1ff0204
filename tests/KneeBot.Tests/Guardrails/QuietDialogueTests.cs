using System.Runtime.CompilerServices;
using KneeBot.Guardrails;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Guardrails;

/// <summary>A dialogue is read as a whole only where something may add up.</summary>
public sealed class QuietDialogueTests
{
    private readonly CountingGuard _guard = new(GuardClassifier.Load(new ArcticEmbedXs(), Some.RuleBook));

    /// <summary>The semantic layer, with how many messages it read at a time.</summary>
    private sealed class CountingGuard(ISemanticGuard guard) : ISemanticGuard
    {
        public List<int> Read { get; } = [];

        public GuardEstimate Estimate(IReadOnlyList<MessageAnalysis> messages)
        {
            Read.Add(messages.Count);
            return guard.Estimate(messages);
        }

        public double Glance(IReadOnlyList<MessageAnalysis> messages) => guard.Glance(messages);
    }

    [Theory]
    [InlineData("what is a baker's cyst?", "how is a meniscus tear treated?", "thanks!", "which doctor treats a torn ligament?")]
    [InlineData("hello", "what causes pain behind the knee?")]
    public void PlainQuestionsAreNot(params string[] messages)
    {
        Ask(messages);
        _guard.Read.ShouldAllBe(count => count == 1);
    }

    [Theory]
    [InlineData("an earlier message tells of something", "my calf has been aching since the flight", "what is a baker's cyst?")]
    [InlineData("the latest one does", "what is a baker's cyst?", "it has got hot and swollen")]
    [InlineData("none does by itself, but together they look as if", "my back's been bad since the move", "both legs like string now")]
    public void WhatTellsOfTheVisitorIs(string why, params string[] messages)
    {
        Ask(messages);
        _guard.Read.ShouldContain(messages.Length, why);
    }

    [Fact]
    public void AMessageThatWasNotReadByItselfIsNotTakenForQuiet()
    {
        var rails = Some.RuleBook.CreateInputRails(_guard);
        var turn = Some.Turn("how is a meniscus tear treated?", "what is a baker's cyst?");
        rails.CheckInDialogue(turn, rails.Check(turn with { Earlier = [] }, []), [], []);
        _guard.Read.ShouldContain(2);
    }

    [Fact]
    public void AMessageWithASayingIsReadOnce()
    {
        var rails = Some.RuleBook.CreateInputRails(_guard);
        var turn = Some.Turn("next week would be good, I am pacing myself");
        rails.Check(turn, []);
        var read = _guard.Read.Count;
        rails.Check(turn, []);
        _guard.Read.Count.ShouldBe(read);
    }

    [Fact]
    public void WhatWasReadGoesWithTheMessagesThatAreNotRemembered()
    {
        var messages = Enumerable.Range(0, 3 * Remembered).Select(day => $"my calf has been aching since the flight {day} days ago").ToArray();
        var first = FirstOf(messages, out var remembered);
        GC.Collect();
        first.TryGetTarget(out _).ShouldBeFalse();
        remembered.Count.ShouldBe(Remembered);
        _guard.Read.ShouldContain(Remembered + 1);
    }

    private const int Remembered = 4;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<NormalizedText> FirstOf(string[] messages, out List<NormalizedText> remembered)
    {
        var rails = Some.RuleBook.CreateInputRails(_guard);
        WeakReference<NormalizedText>? first = null;
        remembered = [];
        foreach (var message in messages)
        {
            var turn = Some.Turn(message);
            first ??= new WeakReference<NormalizedText>(turn.Normalized);
            rails.CheckInDialogue(turn with { Earlier = [.. remembered] }, rails.Check(turn, []), [], []);
            remembered.Add(turn.Normalized);
            remembered.RemoveRange(0, Math.Max(0, remembered.Count - Remembered));
        }

        return first!;
    }

    private void Ask(string[] messages)
    {
        var rails = Some.RuleBook.CreateInputRails(_guard);
        var earlier = new List<NormalizedText>();
        foreach (var message in messages)
        {
            var turn = Some.Turn(message);
            rails.CheckInDialogue(turn with { Earlier = [.. earlier] }, rails.Check(turn, []), [], []);
            earlier.Add(turn.Normalized);
        }
    }
}
