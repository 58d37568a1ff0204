using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;
using KneeBot.Tests.Corpus;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Answering;

/// <summary>Short articles, in which every sentence is near to a question about their subject: an answer says what was asked, and little else.</summary>
public sealed class ShortArticleTests : IClassFixture<ShortArticleTests.ShortArticles>
{
    private const string Elbow = """
        # Golfer's elbow

        Golfer's elbow is pain on the inside of the elbow where the tendons of the forearm begin. Doctors call it medial epicondylitis.

        ## Symptoms

        The inside of the elbow aches and the grip is weak. Bending the wrist against a weight hurts.

        ## Causes and risk factors

        The tendons fray from gripping and throwing over and over. Carpenters and people who climb get it often.

        ## Treatment

        - Rest: no throwing for six weeks.
        - Cold: a wrapped ice pack for 15 minutes.
        - Operation: takes about half an hour.

        ## Outlook

        Most people are well again within 9 months.

        ## When to see a doctor

        See a doctor if the fingers tingle or the elbow will not straighten.
        """;

    private const string Thumb = """
        # Trigger thumb

        Trigger thumb is a catch of the tendon that bends the thumb, so that it clicks or stays bent.

        ## Symptoms

        The thumb clicks when it bends and is stiff in the morning. A tender lump can be felt at its root.

        ## Treatment

        A splint keeps the thumb straight at night. An injection of cortisone helps most people.
        """;

    /// <summary>Two articles, and one of them by itself.</summary>
    public sealed class ShortArticles : IDisposable
    {
        private readonly TemporaryCorpus _two = new TemporaryCorpus().With("elbow.md", Elbow).With("thumb.md", Thumb), _one = new TemporaryCorpus().With("elbow.md", Elbow);

        public ShortArticles() => (Two, One) = (Start(_two), Start(_one));

        public KneeBotEngine Two { get; }

        public KneeBotEngine One { get; }

        public void Dispose()
        {
            Two.Dispose();
            One.Dispose();
            _two.Dispose();
            _one.Dispose();
        }

        private static KneeBotEngine Start(TemporaryCorpus folder) =>
            KneeBotEngine.Start(new KneeBotOptions { Corpus = folder.Folder }, rules => GuardClassifier.Load(new ArcticEmbedXs(), rules), encoder: new ArcticEmbedXs());
    }

    private readonly ShortArticles _short;

    public ShortArticleTests(ShortArticles articles) => _short = articles;

    [Theory]
    [InlineData("what is golfer's elbow|when should I see a doctor", "See a doctor if the fingers tingle or the elbow will not straighten.")]
    [InlineData("what are the symptoms of golfer's elbow", "The inside of the elbow aches and the grip is weak. Bending the wrist against a weight hurts.")]
    [InlineData("what is trigger thumb|what are the symptoms", "The thumb clicks when it bends and is stiff in the morning. A tender lump can be felt at its root.")]
    [InlineData("how long does golfer's elbow last", "Most people are well again within 9 months.")]
    public async Task AnAnswerIsTheSentencesOfTheQuestion(string turns, string body) => (await LastAsync(_short.Two, turns.Split('|'))).Body.ShouldBe(body);

    [Theory]
    [InlineData("what is golfer's elbow", "medial epicondylitis", "half an hour")]
    [InlineData("what is trigger thumb", "catch of the tendon", "splint")]
    [InlineData("what are the symptoms of golfer's elbow|what is golfer's elbow", "medial epicondylitis", "half an hour")]
    [InlineData("how is golfer's elbow treated|what is golfer's elbow", "medial epicondylitis", "half an hour")]
    public async Task ADefinitionBringsNoTreatmentWhateverWasAskedBefore(string turns, string said, string unsaid)
    {
        var body = (await LastAsync(_short.Two, turns.Split('|'))).Body;
        body.ShouldContain(said);
        body.ShouldNotContain(unsaid);
    }

    [Theory]
    [InlineData("how long does the operation for golfer's elbow take", "Operation: takes about half an hour.")]
    [InlineData("how is golfer's elbow treated", "- Rest: no throwing for six weeks.")]
    public async Task AnItemOfAListStandsUnderItsHeading(string question, string item)
    {
        var reply = (await LastAsync(_short.Two, question)).ShouldBeOfType<Reply.Answered>();
        reply.Notice.ShouldBe("From “Treatment”:");
        reply.Body.ShouldStartWith(item);
    }

    [Fact]
    public async Task BareHeadingsBecomeQuestionsAboutTheSubjectThatTheirSectionAnswers()
    {
        foreach (var engine in new[] { _short.One, _short.Two })
        {
            var offered = new List<string>(engine.FirstQuestions);
            var conversation = NewConversation();
            var reply = await SayAsync(engine, conversation, "what is golfer's elbow");
            for (var turn = 0; turn < 8 && reply.Suggestions.Count > 0; turn++)
            {
                offered.AddRange(reply.Suggestions);
                reply = await SayAsync(engine, conversation, "yes");
            }

            offered.ShouldAllBe(question => !question.StartsWith("Tell me", StringComparison.Ordinal));
            offered.ShouldContain("What are the symptoms of golfer's elbow?");
            offered.ShouldContain("What are the causes and risk factors of golfer's elbow?");
            offered.ShouldContain("What is the treatment for golfer's elbow?");
            offered.ShouldContain("When do people with golfer's elbow need a doctor?");
            foreach (var question in offered.Distinct())
                (await LastAsync(engine, question)).ShouldBeOfType<Reply.Answered>().Citations.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task WhenAllIsSaidAYesIsToldSo()
    {
        string[] turns = ["what is trigger thumb", "What are the symptoms of trigger thumb?", "yes", "yes"];
        (await LastAsync(_short.Two, turns)).ShouldBeOfType<Reply.SmallTalk>().Notice.ShouldStartWith("That is what the articles here say about it.");
    }

    /// <summary>The last reply of a conversation of its own.</summary>
    private static async Task<Reply> LastAsync(KneeBotEngine engine, params string[] turns)
    {
        var conversation = NewConversation();
        Reply? last = null;
        foreach (var turn in turns)
            last = await SayAsync(engine, conversation, turn);
        return last!;
    }

    private static async Task<Reply> SayAsync(KneeBotEngine engine, string conversation, string text) =>
        (await engine.Pipeline.ReplyAsync(new UserTurn(conversation, text), TestContext.Current.CancellationToken)).Reply;

    private static string NewConversation() => Guid.NewGuid().ToString("N");
}
