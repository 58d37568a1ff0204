using KneeBot.Host.Pages;

namespace KneeBot.Host.Features;

/// <summary><c>GET /</c>: what this is, the chat, the articles, and how to try it.</summary>
internal static class HomeFeature
{
    public static void MapHome(this WebApplication app)
    {
        var engine = app.Services.GetRequiredService<KneeBotEngine>();
        var isOpen = BotMessagesFeature.IsOpenToThisMachine(app);
        var (hasChat, isDevelopment) = (app.HasChat(), app.Environment.IsDevelopment());
        app.MapPage("/", (HttpRequest request) => Page.Send(Page.Write(
            "KneeBot", Write(engine, OwnCorpus(app), hasChat, isOpen ? $"{request.Scheme}://{request.Host}" : null, isDevelopment)))).WithChat();
    }

    /// <param name="engine">Has the articles, and questions to begin with.</param>
    /// <param name="ownCorpus">Where the site's own articles are; null where the built-in article is served.</param>
    /// <param name="hasChat">Whether there is a chat.</param>
    /// <param name="bot">Where programs on this machine reach the Bot endpoint; null when they do not.</param>
    /// <param name="isDevelopment">Whether developers look at it, not visitors.</param>
    private static Html Write(KneeBotEngine engine, string? ownCorpus, bool hasChat, string? bot, bool isDevelopment) => Html.Of($"""
        <h1>Answers from this site’s articles</h1>
        <p class="lead">KneeBot answers visitors’ questions from this site’s articles, shows where each answer stands, and sends people with dangerous signs to urgent care. It does not diagnose.</p>
        {(!hasChat ? default : Html.Of($"<p><button type=\"button\" id=\"page-ask\" hidden>Ask a question</button></p>"))}
        <h2>Articles</h2>
        {ArticleList.Write(engine.Corpus.Articles)}
        {(!hasChat && !isDevelopment ? default : Html.Of($"<h2>Try it</h2>"))}
        {(!hasChat ? default : Html.Of($"<p>The chat is in the corner of this page. To have it on your site, <a href=\"/widget\">paste one line</a>.</p>"))}
        {(isDevelopment ? ForDevelopers(engine.FirstQuestions.FirstOrDefault(NeedsNoQuoting) ?? "What can I ask?", ownCorpus, bot) : default)}
        {(hasChat ? Chat(engine.FirstQuestions) : default)}
        """);

    /// <summary>Whether a shell and JSON take it between quotes as it is.</summary>
    private static bool NeedsNoQuoting(string question) => question.All(letter => char.IsLetterOrDigit(letter) || " ,.?()-".Contains(letter, StringComparison.Ordinal));

    private static Html Chat(IReadOnlyList<string> starters) => Html.Of($"""
        <script src="/widget.js" data-starters="{string.Join('|', starters)}"></script>
        <script src="/home.js"></script>
        """);

    private static string? OwnCorpus(WebApplication app) =>
        app.Services.GetRequiredService<KneeBotOptions>().Corpus is var folder && folder.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) ? null : folder;

    private static Html ForDevelopers(string question, string? ownCorpus, string? bot) => Html.Of($"""
        <p>In a terminal, from the project’s folder:</p>
        {Command($"dotnet run --project src/KneeBot.Cli -- ask \"{question}\"{(ownCorpus is null ? "" : $" --corpus \"{ownCorpus}\"")}")}
        {(bot is null ? Html.Of($"<p>The Bot endpoint serves registered channels only; without a registration it is open in Development, to this machine.</p>") : OverHttp(question, bot))}
        """);

    private static Html OverHttp(string question, string address) => Html.Of($$"""
        <p>Over the Bot Framework protocol, from this machine:</p>
        {{Command($$$"""
            curl {{{address}}}/api/messages -H 'Content-Type: application/json' -d '{
              "type": "message",
              "deliveryMode": "expectReplies",
              "conversation": { "id": "try-1" },
              "text": "{{{question}}}"
            }'
            """)}}
        """);

    private static Html Command(string text) => Html.Of($"<pre tabindex=\"0\"><code>{text}</code></pre>");
}
