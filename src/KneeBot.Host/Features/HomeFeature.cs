using KneeBot.Host.Pages;

namespace KneeBot.Host.Features;

/// <summary><c>GET /</c>: what this is, the articles, and how to try it.</summary>
internal static class HomeFeature
{
    private const string Question = "what is the lump behind my knee full of?";

    public static void MapHome(this WebApplication app)
    {
        var articles = app.Services.GetRequiredService<KneeBotEngine>().Corpus.Articles;
        var isOpen = BotMessagesFeature.IsOpenToThisMachine(app);
        var hasChat = app.HasChat();
        app.MapPage("/", async (HttpRequest request, Starters starters) => Page.Send(Page.Write("KneeBot", Html.Of($"""
            <h1>Answers from this site’s articles</h1>
            <p class="lead">KneeBot answers visitors’ questions from this site’s articles, shows where each answer stands, and sends people with dangerous signs to urgent care. It does not diagnose.</p>
            <p class="ask-here"><button type="button" id="page-ask" hidden>Ask a question</button></p>
            <h2>Articles</h2>
            {ArticleList.Write(articles)}
            <h2>Try it</h2>
            {(hasChat ? Html.Of($"<p>The chat is in the corner of this page. To have it on your site, <a href=\"/widget\">paste one line</a>.</p>") : default)}
            <p>In a terminal, from the project’s folder:</p>
            {Command($"dotnet run --project src/KneeBot.Cli -- ask \"{Question}\"")}
            {(isOpen ? OverHttp($"{request.Scheme}://{request.Host}") : Html.Of($"<p>The Bot endpoint serves registered channels only; without a registration it is open in Development, to this machine.</p>"))}
            {(hasChat ? Chat(await starters.QuestionsAsync()) : default)}
            """)))).WithChat();
    }

    private static Html Chat(IReadOnlyList<string> starters) => Html.Of($"""
        <script src="/widget.js" data-starters="{string.Join('|', starters)}"></script>
        <script src="/home.js"></script>
        """);

    private static Html OverHttp(string address) => Html.Of($$"""
        <p>Over the Bot Framework protocol, from this machine:</p>
        {{Command($$$"""
            curl {{{address}}}/api/messages -H 'Content-Type: application/json' -d '{
              "type": "message",
              "deliveryMode": "expectReplies",
              "conversation": { "id": "try-1" },
              "text": "{{{Question}}}"
            }'
            """)}}
        """);

    private static Html Command(string text) => Html.Of($"<pre tabindex=\"0\"><code>{text}</code></pre>");
}
