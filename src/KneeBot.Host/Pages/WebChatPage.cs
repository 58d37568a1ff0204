namespace KneeBot.Host.Pages;

/// <summary>A page with Microsoft's Web Chat, unmodified, against this host.</summary>
internal static class WebChatPage
{
    /// <summary>The published bundle, byte for byte; a browser refuses any other.</summary>
    private const string Bundle = "https://cdn.jsdelivr.net/npm/botframework-webchat@4.18.1/dist/webchat.js";
    private const string Integrity = "sha384-AHFvk4Hi30kPlGug5u1RCA9gNO18GRKqhYcFtulI9sUUUp3HBpyjyTUf2/GVUHHb";

    /// <summary>Web Chat writes style elements of its own; scripts are the bundle and <see cref="Script"/> alone.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self' https://cdn.jsdelivr.net; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src data:; connect-src 'self' data:; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Gets a token, shows Web Chat, and begins anew when the conversation is gone. <c>?polling</c> does without a WebSocket.</summary>
    public const string Script = """
        'use strict';
        const say = text => { document.getElementById('page-state').textContent = text; };
        const domain = location.origin + '/v3/directline';
        const polling = new URLSearchParams(location.search).has('polling');

        async function begin(note) {
          say(note && 'The conversation is over.');
          const response = await fetch(domain + '/tokens/generate', { method: 'POST' });
          const answer = await response.json();
          if (!response.ok) { say(answer.error.message); return; }
          const directLine = WebChat.createDirectLine({ domain, token: answer.token, webSocket: !polling, pollingInterval: 300 });
          let over = false;
          const beginAnew = () => {
            if (over) return;
            over = true;
            directLine.end();
            begin('The conversation is over; this is a new one.');
          };
          directLine.connectionStatus$.subscribe(status => {
            if (status === 2) say(note || 'Connected.');
            if (status === 4 || status === 5) beginAnew();
          });
          // A stream whose conversation is gone ends in an error, without a change of status. Web Chat does not catch it, and what is subscribed
          // after Web Chat is not told any more: so it is looked at on its way there.
          directLine.activity$ = directLine.activity$.do({ error: beginAnew });
          WebChat.renderWebChat(
            { directLine, store: WebChat.createStore(), locale: 'en-GB', styleOptions: { hideUploadButton: true } },
            document.getElementById('page-chat'));
        }

        if (window.WebChat) begin('');
        else say('Web Chat did not load: this page needs the network, or Channels:DirectLine:WebChatFile.');
        """;

    public static string Write(bool hasFile) => Page.Write("Web Chat", Html.Of($"""
        <h1>Web Chat</h1>
        <p>Microsoft’s own client, unmodified, against this host’s Direct Line. For trying things out, in Development only.</p>
        <p id="page-state" role="status"></p>
        <div id="page-chat" class="web-chat"></div>
        {(hasFile ? Html.Of($"<script src=\"/webchat/webchat.js\"></script>") : Html.Of($"<script src=\"{Bundle}\" integrity=\"{Integrity}\" crossorigin=\"anonymous\"></script>"))}
        <script src="/webchat/start.js"></script>
        """));
}
