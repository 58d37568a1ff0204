using System.Text.Json;
using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;

namespace KneeBot.Host.Tests.Channels;

public sealed class ChannelInputTests
{
    [Theory]
    [InlineData("<at>KneeBot</at> what is a baker's cyst?", "what is a baker's cyst?")]
    [InlineData("what is it, <at>KneeBot</at>&nbsp;?", "what is it,   ?")]
    [InlineData("<at>KneeBot</at> ask <at>Ann</at> &lt;today&gt;", "ask Ann <today>")]
    public void TheMentionOfTheBotIsNoPartOfTheQuestionInTeams(string text, string question) =>
        new TeamsInput().Read(InTeams(text, Mention("bot"))).ShouldBe(ChannelMessage.Ask(question));

    [Fact]
    public void TheBareMentionInTeamsWantsTheWelcome() => new TeamsInput().Read(InTeams("<at>KneeBot</at> ", Mention("bot"))).ShouldBe(ChannelMessage.Welcome);

    [Fact]
    public void TalkAmongPeopleInATeamIsNotAnswered()
    {
        new TeamsInput().Read(InTeams("my knee hurts")).ShouldBe(ChannelMessage.Ignore);
        new TeamsInput().Read(InTeams("<at>Ann</at> my knee hurts", Mention("ann"))).ShouldBe(ChannelMessage.Ignore);
    }

    [Fact]
    public void EveryMessageToTheBotAloneInTeamsIsForIt() =>
        new TeamsInput().Read(InTeams("my knee hurts") with { Conversation = new ConversationAccount { Id = "c", ConversationType = "personal" } }).ShouldBe(ChannelMessage.Ask("my knee hurts"));

    [Theory]
    [InlineData("/start")]
    [InlineData("/start from-the-site")]
    [InlineData("/start@knee_bot")]
    public void StartWantsTheWelcomeInTelegram(string text) => new TelegramInput().Read(InTelegram(text)).ShouldBe(ChannelMessage.Welcome);

    [Theory]
    [InlineData("/help", "help")]
    [InlineData("/help@knee_bot", "help")]
    [InlineData("/chest_pain since today", "chest pain since today")]
    [InlineData("@knee_bot what is a cyst", "what is a cyst")]
    [InlineData("write to ann@clinic.org?", "write to ann@clinic.org?")]
    public void WordsToTheBotInTelegramAreAsked(string text, string question) => new TelegramInput().Read(InTelegram(text)).ShouldBe(ChannelMessage.Ask(question));

    [Theory]
    [InlineData("my knee hurts", false)]
    [InlineData("@weather_bot my knee hurts", false)]
    [InlineData("/cyst@weather_bot", false)]
    [InlineData("@knee_bot my knee hurts", true)]
    [InlineData("/cyst@knee_bot", true)]
    [InlineData("/cyst", true)]
    public void InATelegramGroupOnlyWhatAddressesTheBotIsForIt(string text, bool isAsked) =>
        (new TelegramInput().Read(InTelegram(text, "supergroup")).Intent == ChannelIntent.Ask).ShouldBe(isAsked);

    [Fact]
    public void AnAnswerToTheBotInATelegramGroupIsForIt() => new TelegramInput()
        .Read(InTelegram("and how long?", "group", ""","reply_to_message":{"from":{"is_bot":true,"username":"knee_bot"}}"""))
        .ShouldBe(ChannelMessage.Ask("and how long?"));

    [Fact]
    public void AMentionOfAnyBotCountsWhereTheOwnNameIsNotKnown() =>
        new TelegramInput().Read(InTelegram("@clinic_knee_bot hi", "group") with { Recipient = new ChannelAccount { Id = "123", Name = "KneeBot" } }).ShouldBe(ChannelMessage.Ask("hi"));

    private static Activity InTeams(string text, params JsonElement[] entities) => new()
    {
        Type = "message", ChannelId = "msteams", Text = text, Entities = entities, Recipient = new ChannelAccount { Id = "28:bot", Name = "KneeBot" },
        Conversation = new ConversationAccount { Id = "c", ConversationType = "channel", IsGroup = true },
    };

    private static JsonElement Mention(string id) =>
        JsonElement.Parse($$"""{"type":"mention","mentioned":{"id":"28:{{id}}"},"text":"<at>{{(id == "bot" ? "KneeBot" : "Ann")}}</at>"}""");

    private static Activity InTelegram(string text, string chat = "private", string more = "") => new()
    {
        Type = "message", ChannelId = "telegram", Text = text, Recipient = new ChannelAccount { Id = "knee_bot", Name = "KneeBot" },
        Conversation = new ConversationAccount { Id = "c" },
        ChannelData = JsonElement.Parse($$$"""{"update_id":1,"message":{"message_id":2,"chat":{"id":3,"type":"{{{chat}}}"} {{{more}}} }}"""),
    };
}
