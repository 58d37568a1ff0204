using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;
using KneeBot.Corpus;

namespace KneeBot.Host.Tests;

public sealed class PlainRendererTests
{
    private static readonly Activity Incoming = new() { Type = "message", Id = "m1", From = new ChannelAccount { Id = "u" } };

    [Fact]
    public void SourcesAreNumberedOncePerSectionWithTheirLinks()
    {
        var reply = new Reply.Answered
        {
            Body = "One. Two. Three.",
            Citations =
            [
                Cite("Knees", "Cysts", "https://bot.example.org/articles/knees#cysts"),
                Cite("Knees", "Cysts", "https://bot.example.org/articles/knees#cysts"),
                Cite("Knees", "Knees", null),
            ],
        };

        Render(reply).Text.ShouldBe("""
            One. Two. Three.

            Sources:
            [1] Knees, “Cysts”: https://bot.example.org/articles/knees#cysts
            [2] Knees
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void AReplyWithoutQuotesHasNoSources() =>
        Render(new Reply.UrgentCare { Notice = "Go today." }).Text.ShouldBe("Go today.");

    [Fact]
    public void SuggestionsBecomeAtMostThreeButtonsForTheSender()
    {
        var actions = Render(new Reply.NotCovered { Notice = "No.", Suggestions = ["a", "b", "c", "d"] }).SuggestedActions.ShouldNotBeNull();

        actions.To.ShouldBe(["u"]);
        actions.Actions!.Select(action => (action!.Type, action.Title, action.Value!.Value.GetString())).ShouldBe(
            [("imBack", "a", "a"), ("imBack", "b", "b"), ("imBack", "c", "c")]);
    }

    private static Activity Render(Reply reply) => new PlainRenderer().Render(reply, Incoming).ShouldHaveSingleItem();

    private static Citation Cite(string article, string section, string? url) =>
        new(new PassageId("knees", 0), article, section, url is null ? null : new Uri(url), "Quote.");
}
