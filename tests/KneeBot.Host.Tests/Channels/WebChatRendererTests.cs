using System.Text.Json;
using CsCheck;
using KneeBot.BotFramework;
using KneeBot.BotFramework.Channels;
using KneeBot.Corpus;
using KneeBot.Texts;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace KneeBot.Host.Tests.Channels;

public sealed class WebChatRendererTests(WebChatRendererTests.Engine fixture) : IClassFixture<WebChatRendererTests.Engine>
{
    private static readonly Activity Incoming = new()
    {
        Type = "message",
        Id = "m1",
        ChannelId = "directline",
        ServiceUrl = "https://bot.example.org/v3/directline",
        From = new ChannelAccount { Id = "dl_ann" },
        Conversation = new ConversationAccount { Id = "c1" },
    };

    private static readonly Gen<string> Sentence = Gen.OneOf("The knee is a joint.", "It *hurts* [here].", "See <b>a</b> doctor & rest.", "Rest, ice, 5-10 min.", "a_b_c | d", "1. First.", "Use www.evil.example now!")
        .Select(Gen.Int[0, 9_999], (words, number) => $"{words} {number}");

    private static readonly Gen<Citation> Cited =
        from sentence in Sentence
        from section in Gen.OneOf("Causes", "Signs \"of\" it", "Knees [1]")
        from url in Gen.OneOf("https://site.example/knees", "https://site.example/knees#causes", (string?)null)
        select new Citation(new PassageId("knees", 0), "Knees", section, url is null ? null : new Uri(url), sentence);

    private static readonly Gen<Reply> Replies =
        from citations in Cited.Array[0, 5]
        from notice in Gen.OneOf("", "Please *stop*.", "Call 112 now.\n\nYou wrote: “[x](javascript:1)”.")
        from suggestions in Sentence.Array[0, 6]
        from kind in Gen.Int[0, 7]
        select Make(kind, notice, string.Join(' ', citations.Select(citation => citation.Quote)), citations, suggestions);

    [Fact]
    public void EveryReplyIsOneMessageThatKeepsItsPromises() => Replies.Sample(
        reply =>
        {
            var message = Render(reply);
            var data = message.ChannelData!.Value.GetProperty("kneebot");
            var isFlag = reply is Reply.SeeDoctor or Reply.UrgentCare or Reply.Emergency or Reply.Crisis;

            (message.ReplyToId, message.Type).ShouldBe(("m1", "message"));
            (message.SuggestedActions?.Actions?.Count ?? 0).ShouldBe(Math.Min(3, reply.Suggestions.Count));
            (data.GetProperty("notice").GetString(), data.GetProperty("body").GetString(), data.GetProperty("kind").GetString()).ShouldBe((reply.Notice, reply.Body, reply.Outcome));
            data.GetProperty("citations").EnumerateArray().Select(citation => citation.GetProperty("quote").GetString()).ShouldBe(reply.Citations.Select(citation => citation.Quote));
            if (isFlag)
                FlagComesFirst(reply, message, data);
            else
                LinksLeadToSourcesOnly(reply, message);
        },
        iter: 5_000,
        print: reply => JsonSerializer.Serialize(Render(reply).Text));

    [Fact]
    public void SourcesAreNumberedMarkedAndOpenAtTheQuote()
    {
        var message = Render(new Reply.Answered
        {
            Body = "One is so. Two is so. Three is so.",
            Citations = [Cite("Causes", "One is so."), Cite("Causes", "Two is so."), Cite("Signs", "Three is so.")],
        });

        message.Text.ShouldBe("""
            One is so. Two is so. [1] Three is so. [2]

            [1]: <https://site.example/knees#Causes:~:text=One%20is%20so.> "Knees, “Causes”"
            [2]: <https://site.example/knees#Signs:~:text=Three%20is%20so.> "Knees, “Signs”"

            """.ReplaceLineEndings("\n"));
        var entity = message.Entities!.ShouldHaveSingleItem();
        (entity.GetProperty("type").GetString(), entity.GetProperty("@id").GetString()).ShouldBe(("https://schema.org/Message", ""));
        entity.GetProperty("citation").EnumerateArray().Select(claim => (claim.GetProperty("position").GetInt32(), claim.GetProperty("text").GetString())).ShouldBe([(1, "One is so.\nTwo is so."), (2, "Three is so.")]);
    }

    [Fact]
    public void AnArticleWithoutAnAddressIsLinkedOnThisHost()
    {
        var passage = fixture.Started.Corpus.Passages.First(passage => passage.Anchor.Length > 0);
        var reply = new Reply.Answered { Body = "So.", Citations = [new Citation(passage.Id, "Knees", "Cysts", null, "So.")] };

        Quoted(Render(reply)).ShouldBe($"https://bot.example.org/articles/{passage.Id.Article}#{passage.Anchor}:~:text=So.");
        Quoted(Render(reply, Incoming with { ServiceUrl = "https://directline.botframework.com/" })).ShouldBeNull();

        static string? Quoted(Activity message) => message.ChannelData!.Value.GetProperty("kneebot").GetProperty("citations")[0].GetProperty("url").GetString();
    }

    [Fact]
    public void SentencesOfOneSectionShareANumberThoughTheirLinksOpenAtEachOfThem()
    {
        var reply = new Reply.Answered { Body = "So. And so.", Citations = [Opening("So."), Opening("And so.")] };

        Render(reply).ChannelData!.Value.GetProperty("kneebot").GetProperty("citations").EnumerateArray()
            .Select(citation => (citation.GetProperty("number").GetInt32(), citation.GetProperty("url").GetString()))
            .ShouldBe([(1, "https://site.example/knees#Causes:~:text=So."), (1, "https://site.example/knees#Causes:~:text=And%20so.")]);
        new PlainRenderer().Render(reply, Incoming)[0].Text.ShouldBe("So. And so.\n\nSources:\n[1] Knees, “Causes”: https://site.example/knees#Causes");

        static Citation Opening(string quote) => Cite("Causes", quote) with { Url = new Uri("https://site.example/knees#Causes:~:text=" + Uri.EscapeDataString(quote)) };
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFlagSaysWhetherItWasRaisedEarlier(bool reminder)
    {
        Parts(new Reply.UrgentCare { Notice = "Go today.", IsReminder = reminder }).GetProperty("reminder").GetBoolean().ShouldBe(reminder);
        Parts(new Reply.Answered { Body = "So." }).TryGetProperty("reminder", out _).ShouldBeFalse();

        JsonElement Parts(Reply reply) => Render(reply).ChannelData!.Value.GetProperty("kneebot");
    }

    [Theory]
    [InlineData("A plain quote.", "#:~:text=A%20plain%20quote.")]
    [InlineData("Half-way, at 5 & more", "#:~:text=Half%2Dway%2C%20at%205%20%26%20more")]
    [InlineData("It is a long sentence with very many words in it that goes on and on until nobody knows where it began or ends.", "#:~:text=It%20is%20a%20long%20sentence,where%20it%20began%20or%20ends.")]
    [InlineData("", "")]
    public void AFragmentNamesTheQuote(string quote, string fragment) =>
        TextFragment.Append("https://site.example/", quote).ShouldBe("https://site.example/" + fragment);

    [Theory]
    [InlineData("112 or 999", "112 999")]
    [InlineData("112, 911, 999 or 000 (whichever serves where you are)", "112 911 999 000")]
    [InlineData("116 123 (Samaritans)", "116123")]
    [InlineData("1-800-799-7233 (National Domestic Violence Hotline)", "18007997233")]
    [InlineData("a crisis line near you (findahelpline.com lists them by country)", "")]
    [InlineData("1813 or 0800 32 123", "1813 080032123")]
    public void NumbersToCallAreFoundInTheTexts(string text, string numbers) =>
        string.Join(' ', PhoneCall.Fitting(Guardrails.Severity.Emergency, new RegionNumbers { Emergency = text }).Select(call => call.Tel["tel:".Length..])).ShouldBe(numbers);

    [Fact]
    public void EveryRegionHasItsNumberToCall()
    {
        var texts = TextCatalog.Load();
        foreach (var region in texts.Regions)
            PhoneCall.Fitting(Guardrails.Severity.UrgentCare, texts.Region(region)).ShouldNotBeEmpty(region);
        PhoneCall.Fitting(Guardrails.Severity.Crisis, texts.Region("GB")).Select(call => call.Tel).ShouldBe(["tel:116123", "tel:999"]);
        PhoneCall.Fitting(Guardrails.Severity.UrgentCare, texts.Region("GB")).Select(call => (call.Label, call.For)).ShouldBe([("Call 111", "advice"), ("Call 999", "emergency")]);
    }

    /// <summary>The safety text as plain text, first; then a card with a button for each number.</summary>
    private static void FlagComesFirst(Reply reply, Activity message, JsonElement data)
    {
        message.TextFormat.ShouldBe("plain");
        message.Text!.ShouldStartWith(reply.Text);
        var numbers = data.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("tel").GetString()).ToArray();
        numbers.ShouldContain("tel:112");
        if (reply is Reply.SeeDoctor)
        {
            message.Attachments.ShouldBeNull();
            return;
        }

        var card = message.Attachments!.ShouldHaveSingleItem()!;
        card.ContentType.ShouldBe("application/vnd.microsoft.card.adaptive");
        (card.Content!.Value.GetProperty("type").GetString(), card.Content.Value.GetProperty("version").GetString()).ShouldBe(("AdaptiveCard", "1.5"));
        card.Content.Value.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("url").GetString()).ShouldBe(numbers);
    }

    /// <summary>No link but to a source, no markup that the article's text makes, and the words as they are.</summary>
    private static void LinksLeadToSourcesOnly(Reply reply, Activity message)
    {
        message.TextFormat.ShouldBe("markdown");
        message.Attachments.ShouldBeNull();
        var sources = message.Entities?[0].GetProperty("citation").EnumerateArray().Select(claim => claim.GetProperty("@id").GetString()).ToArray() ?? [];
        var parsed = Markdig.Markdown.Parse(message.Text!);
        parsed.Descendants().OfType<LinkInline>().Select(link => link.Url).ShouldBeSubsetOf(sources);
        parsed.Descendants().OfType<LinkInline>().Count().ShouldBeGreaterThanOrEqualTo(sources.Length);
        parsed.Descendants().Any(node => node is HtmlInline or HtmlBlock or AutolinkInline or EmphasisInline or CodeInline).ShouldBeFalse();
        var words = string.Concat(parsed.Descendants().OfType<LiteralInline>().Where(literal => literal.Parent is not LinkInline).Select(literal => literal.Content.ToString()));
        Squeezed(words).ShouldBe(Squeezed(reply.Text));
    }

    private static string Squeezed(string text) => new([.. text.Where(c => !char.IsWhiteSpace(c))]);

    private static Reply Make(int kind, string notice, string body, Citation[] citations, string[] suggestions)
    {
        Reply reply = kind switch
        {
            0 => new Reply.Answered(),
            1 => new Reply.NotCovered(),
            2 => new Reply.DiagnosisDeclined(),
            3 => new Reply.SeeDoctor(),
            4 => new Reply.UrgentCare(),
            5 => new Reply.Emergency(),
            6 => new Reply.Crisis(),
            _ => new Reply.SmallTalk(),
        };
        return reply with { Notice = notice, Body = body, Citations = citations, Suggestions = suggestions };
    }

    private static Citation Cite(string section, string quote) =>
        new(new PassageId("knees", 0), "Knees", section, new Uri("https://site.example/knees#" + section), quote);

    private Activity Render(Reply reply, Activity? incoming = null) =>
        new WebChatRenderer(fixture.Started, fixture.Texts, new KneeBotOptions()).Render(reply, incoming ?? Incoming).ShouldHaveSingleItem();

    public sealed class Engine : IDisposable
    {
        internal TextCatalog Texts { get; } = TextCatalog.Load();

        internal KneeBotEngine Started { get; } = KneeBotEngine.Start(new KneeBotOptions { Corpus = Path.Combine(AppContext.BaseDirectory, "corpus") });

        public void Dispose() => Started.Dispose();
    }
}
