using System.Text.Json;
using System.Text.Json.Nodes;

namespace KneeBot.Browser.Tests;

/// <summary>Text and activities that try to be more than text. The same seed makes the same ones.</summary>
internal sealed class Hostility(int seed)
{
    private static readonly string[] Scripts =
    [
        "<script>window.pwned=1</script>", "<img src=x onerror=window.pwned=1>", "<img src=https://evil.example/p.png>", "<svg onload=window.pwned=1>", "<iframe srcdoc='<script>parent.pwned=1</script>'>",
        "<a href=javascript:window.pwned=1>x</a>", "<style>@import 'https://evil.example/c.css';</style>", "</style></script><script src=https://evil.example/e.js></script>", "<base href=https://evil.example/>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>", "<link rel=stylesheet href=https://evil.example/c.css>", "<form action=https://evil.example><input name=a autofocus onfocus=window.pwned=1></form>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.pwned=1&gt;\">", "<template><script>window.pwned=1</script></template>", "<details open ontoggle=window.pwned=1>",
        "<object data=data:text/html,<script>window.pwned=1</script>>", "<video><source onerror=window.pwned=1></video>", "&lt;script&gt;window.pwned=1&lt;/script&gt;", "{{constructor.constructor('window.pwned=1')()}}", "${window.pwned=1}",
        "<!--<script>-->window.pwned=1//", "<![CDATA[<script>window.pwned=1</script>]]>", "<kneebot-widget onclick=window.pwned=1></kneebot-widget>",
    ];

    private static readonly string[] Links =
    [
        "javascript:window.pwned=1", "JaVaScRiPt:window.pwned=1", "java\nscript:window.pwned=1", "\u0001javascript:window.pwned=1", "javascript&colon;window.pwned=1", "data:text/html,<script>opener.pwned=1</script>",
        "data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==", "vbscript:msgbox", "blob:https://evil.example/1", "file:///etc/passwd", "https://user:pass@evil.example/", "//evil.example/x", "https://evil.example/\u202Egnp.exe",
        "about:blank", "view-source:https://evil.example", "tel:javascript:window.pwned=1", "ws://evil.example", "intent://evil#Intent;scheme=http;end", "https://", "http://[", "%6Aavascript:window.pwned=1", "mailto:a@b.c?body=<script>",
    ];

    private static readonly string[] Marks = ["**", "*", "_", "__", "`", "```", "[", "](", ")", "![", "# ", "> ", "- ", "1. ", "\\", "|", "~~", "<", ">", "&", "\n", "\n\n", "[1]: ", "<https://evil.example>", "\t"];

    private static readonly string[] Tricks = ["\u202E", "\u202D", "\u2066", "\u2067", "\u2069", "\u200F", "\u200B", "\uFEFF", "\u0000", "\u001B[31m", "مرحبا", "שלום", "Z̸̡̢̛̗̘͔͎̱̳͊̈́̍̕͠", "\uD800", "👩‍👩‍👧‍👦", "\u0085", "\u2028", "a\u0300\u0301\u0302\u0303\u0304"];

    private readonly Random _random = new(seed);

    public string Text()
    {
        var text = new System.Text.StringBuilder();
        for (var parts = _random.Next(1, 12); parts > 0; parts--)
        {
            text.Append(_random.Next(6) switch
            {
                0 => Pick(Scripts),
                1 => $"[{Pick(Scripts)}]({Pick(Links)})",
                2 => string.Concat(Enumerable.Repeat(Pick(Marks), _random.Next(1, 60))),
                3 => Pick(Tricks) + "knee" + Pick(Tricks),
                4 => $"![{Pick(Tricks)}]({Pick(Links)}) <{Pick(Links)}> {Pick(Links)}",
                _ => "The knee hurts. ",
            });
        }

        return text.ToString();
    }

    public JsonObject Activity(int number) => new()
    {
        ["type"] = "message",
        ["id"] = $"h{number}",
        ["from"] = _random.Next(9) == 0 ? Junk() : new JsonObject { ["id"] = "kneebot", ["role"] = "bot" },
        ["text"] = Maybe(Text()),
        ["textFormat"] = Maybe(_random.Next(2) == 0 ? "plain" : "markdown"),
        ["channelData"] = _random.Next(12) == 0 ? Junk() : new JsonObject { ["clientActivityID"] = Maybe(Text()), ["kneebot"] = _random.Next(12) == 0 ? Junk() : Answer() },
        ["suggestedActions"] = _random.Next(12) == 0 ? Junk() : new JsonObject { ["actions"] = List(() => new JsonObject { ["type"] = Pick(["imBack", "openUrl", "call", "signin"]), ["title"] = Maybe(Text()), ["value"] = Maybe(Pick(Links)) }) },
        ["attachments"] = List(() => new JsonObject { ["contentType"] = "text/html", ["contentUrl"] = Pick(Links), ["content"] = Pick(Scripts) }),
    };

    private JsonObject Answer() => new()
    {
        ["kind"] = Maybe(Pick(["answered", "urgentCare", "emergency", "<b>", "constructor"])),
        ["severity"] = Maybe(Pick(["allow", "decline", "seeDoctor", "urgentCare", "emergency", "crisis", "__proto__", Text()])),
        ["notice"] = Maybe(_random.Next(2) == 0 ? "" : Text()),
        ["body"] = Maybe(_random.Next(2) == 0 ? "" : Text()),
        ["citations"] = List(() => new JsonObject { ["number"] = _random.Next(4) == 0 ? Junk() : _random.Next(-3, 9), ["article"] = Maybe(Text()), ["section"] = Maybe(Text()), ["url"] = Maybe(Pick(Links)), ["quote"] = Maybe("The knee hurts. ") }),
        ["calls"] = List(() => new JsonObject { ["label"] = Maybe(Text()), ["number"] = Maybe(Pick(["112", "<b>112</b>", "javascript:1", "+44 116 123", "1;ext=2", Text()])), ["tel"] = Maybe(Pick(["tel:112", "javascript:window.pwned=1", "https://evil.example", ""])) }),
        ["reminder"] = _random.Next(3) == 0 ? Junk() : null,
    };

    private JsonNode? List(Func<JsonNode?> item) =>
        _random.Next(10) == 0 ? Junk() : new JsonArray([.. Enumerable.Range(0, _random.Next(0, 5)).Select(_ => _random.Next(8) == 0 ? Junk() : item())]);

    private JsonNode? Maybe(string text) => _random.Next(12) == 0 ? Junk() : JsonValue.Create(text);

    private JsonNode? Junk() => JsonSerializer.SerializeToNode<object?>(_random.Next(7) switch
    {
        0 => null,
        1 => _random.Next(),
        2 => new[] { 1, 2 },
        3 => true,
        4 => new { toString = 1, length = 3 },
        5 => 1e308,
        _ => new string('x', _random.Next(1, 30_000)),
    });

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
