using KneeBot.Corpus;
using KneeBot.Host.Pages;

namespace KneeBot.Host.Features;

/// <summary><c>GET /</c>: what this is, the chat, the articles, and how to try it.</summary>
internal static class HomeFeature
{
    private const string Question = "what is the lump behind my knee full of?";

    public static void MapHome(this WebApplication app)
    {
        var articles = app.Services.GetRequiredService<KneeBotEngine>().Corpus.Articles;
        var isOpen = BotMessagesFeature.IsOpenToThisMachine(app);
        var (hasChat, isDevelopment) = (app.HasChat(), app.Environment.IsDevelopment());
        app.MapPage("/", async (HttpRequest request, Starters starters) =>
        {
            var chat = hasChat ? await starters.QuestionsAsync() : null;
            return Page.Send(Page.Write("KneeBot", Write(articles, chat, isOpen ? $"{request.Scheme}://{request.Host}" : null, isDevelopment)));
        }).WithChat();
    }

    /// <param name="articles">The articles.</param>
    /// <param name="starters">Questions the chat offers to begin with; null when there is no chat.</param>
    /// <param name="bot">Where programs on this machine reach the Bot endpoint; null when they do not.</param>
    /// <param name="isDevelopment">Whether developers look at it, not visitors.</param>
    private static Html Write(IReadOnlyList<Article> articles, IReadOnlyList<string>? starters, string? bot, bool isDevelopment) => Html.Of($"""
        <h1>Answers from this site’s articles</h1>
        <p class="lead">KneeBot answers visitors’ questions from this site’s articles, shows where each answer stands, and sends people with dangerous signs to urgent care. It does not diagnose.</p>
        {(starters is null ? default : Html.Of($"<p><button type=\"button\" id=\"page-ask\" hidden>Ask a question</button></p>"))}
        <h2>Articles</h2>
        {ArticleList.Write(articles)}
        {(starters is null && !isDevelopment ? default : Html.Of($"<h2>Try it</h2>"))}
        {(starters is null ? default : Html.Of($"<p>The chat is in the corner of this page. To have it on your site, <a href=\"/widget\">paste one line</a>.</p>"))}
        {(isDevelopment ? ForDevelopers(bot) : default)}
        {(starters is null ? default : Chat(starters))}
        """);

    private static Html Chat(IReadOnlyList<string> starters) => Html.Of($"""
        <script src="/widget.js" data-starters="{string.Join('|', starters)}"></script>
        <script src="/home.js"></script>
        """);

    private static Html ForDevelopers(string? bot) => Html.Of($"""
        <p>In a terminal, from the project’s folder:</p>
        {Command($"dotnet run --project src/KneeBot.Cli -- ask \"{Question}\"")}
        {(bot is null ? Html.Of($"<p>The Bot endpoint serves registered channels only; without a registration it is open in Development, to this machine.</p>") : OverHttp(bot))}
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
