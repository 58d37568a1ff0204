namespace KneeBot.Host.Pages;

/// <summary>The line a site owner pastes, and its options to try on the spot. <c>widget-page.js</c> keeps the line and the chat in step with the form.</summary>
internal static class WidgetPage
{
    /// <param name="server">Where visitors reach this host, without a slash at the end.</param>
    /// <param name="starters">Questions to begin with.</param>
    public static string Write(string server, IReadOnlyList<string> starters)
    {
        var line = $"<script src=\"{server}/widget.js\" async></script>";
        return Page.Write("The chat on your site", Html.Of($"""
            <h1>The chat on your site</h1>
            <p class="lead">Paste this line before <code>&lt;/body&gt;</code> of any page. Change the options and try the chat in the corner: the line follows.</p>
            <pre tabindex="0"><code id="page-snippet">{line}</code></pre>
            <p><button type="button" id="page-copy" hidden>Copy the line</button> <span id="page-copied" role="status"></span></p>
            <noscript><p>The options below need JavaScript; the line works as it is.</p></noscript>
            <form id="page-options" class="options" data-server="{server}" hidden>
            <h2>Options</h2>
            {Text("title", "Title", "Ask a question")}
            {Text("greeting", "Greeting", "Hello. What would you like to know?")}
            {Starter(starters)}
            <p><label for="option-color">Colour</label> <input id="option-color" name="color" type="color" value="#0b6b63"></p>
            {Choice("theme", "Light or dark", ("auto", "as the visitor’s device"), ("light", "light"), ("dark", "dark"))}
            {Choice("mode", "Place", ("floating", "a bubble in a corner"), ("inline", "part of the page"))}
            {Choice("corner", "Corner", ("bottom-right", "bottom right"), ("bottom-left", "bottom left"), ("top-right", "top right"), ("top-left", "top left"))}
            {Choice("dir", "Writing direction", ("auto", "as the page"), ("ltr", "left to right"), ("rtl", "right to left"))}
            <p><label for="option-zIndex">Layer (z-index)</label> <input id="option-zIndex" name="zIndex" type="number" step="1" max="2147483647" value="2147483000"></p>
            <p class="check"><input id="option-open" name="open" type="checkbox"> <label for="option-open">Open when the page loads</label></p>
            </form>
            <div id="page-inline"></div>
            <h2>Allow your site</h2>
            <p>The chat answers on this host’s own pages. For pages of another site, add that site’s origin to the host’s settings:</p>
            <pre tabindex="0"><code>{AllowedOrigins}</code></pre>
            <h2>If your site has a content security policy</h2>
            <p>These sources are all it needs; nothing of it is inline, and no <code>unsafe-…</code> is asked for:</p>
            <pre tabindex="0"><code>script-src {server}; connect-src {server} {Socket(server)}</code></pre>
            <script src="/widget.js" data-manual></script>
            <script src="/widget-page.js"></script>
            """));
    }

    private const string AllowedOrigins = """
        "Channels": { "DirectLine": { "AllowedOrigins": [ "https://www.example.org" ] } }
        """;

    private static string Socket(string server) => "ws" + server[4..];

    private static Html Text(string name, string label, string usual) => Html.Of($"""
        <p><label for="option-{name}">{label}</label> <input id="option-{name}" name="{name}" type="text" maxlength="200" value="{usual}" autocomplete="off"></p>
        """);

    private static Html Starter(IReadOnlyList<string> starters) => Html.Of($"""
        <p><label for="option-starters">Questions to begin with, one a line</label> <textarea id="option-starters" name="starters" rows="3" autocomplete="off">{string.Join('\n', starters)}</textarea></p>
        """);

    private static Html Choice(string name, string label, params (string Value, string Text)[] choices) => Html.Of($"""
        <p><label for="option-{name}">{label}</label> <select id="option-{name}" name="{name}" autocomplete="off">
        {Html.Join(choices.Select(choice => Html.Of($"<option value=\"{choice.Value}\">{choice.Text}</option>")))}
        </select></p>
        """);
}
