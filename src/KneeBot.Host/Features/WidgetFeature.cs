using System.IO.Compression;
using System.Security.Cryptography;
using KneeBot.BotFramework.DirectLine;
using KneeBot.Host.Pages;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace KneeBot.Host.Features;

/// <summary><c>GET /widget.js</c>: the chat for any site's pages. <c>GET /widget</c>: the line to paste, with its options to try.</summary>
internal static class WidgetFeature
{
    public const string ScriptPath = "/widget.js";

    /// <summary>Whether there is something for the chat to talk to.</summary>
    public static bool HasChat(this WebApplication app) => app.Services.GetRequiredService<DirectLineOptions>().Mode != DirectLineMode.Off;

    public static void MapWidget(this WebApplication app)
    {
        if (!app.HasChat())
            return;
        var script = Script.Read(app.Environment.WebRootFileProvider.GetFileInfo("widget.js"));
        app.MapPage(ScriptPath, script.Send);
        app.MapPage("/widget", (HttpRequest request, KneeBotEngine engine, KneeBotOptions options) => Page.Send(WidgetPage.Write(
            options.PublicBaseUrl?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}", engine.FirstQuestions))).WithChat();
    }

    /// <summary>The script, compressed once: its size is what a visitor on a slow line waits for.</summary>
    private sealed record Script(byte[] Plain, byte[] Zipped, EntityTagHeaderValue Tag)
    {
        public static Script Read(IFileInfo file)
        {
            using var stream = file.CreateReadStream();
            using var plain = new MemoryStream();
            stream.CopyTo(plain);
            using var zipped = new MemoryStream();
            using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize))
                gzip.Write(plain.ToArray());
            return new Script(plain.ToArray(), zipped.ToArray(), new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(plain.ToArray()))[..16]}\""));
        }

        public IResult Send(HttpRequest request, HttpResponse response)
        {
            var zips = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
            response.Headers.Vary = "Accept-Encoding";
            response.Headers.CacheControl = "public, max-age=3600";
            // Other sites' pages load it, also those that isolate themselves or check its hash.
            response.Headers.AccessControlAllowOrigin = "*";
            response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            if (zips)
                response.Headers.ContentEncoding = "gzip";
            return Results.Bytes(zips ? Zipped : Plain, "text/javascript; charset=utf-8", entityTag: zips ? new EntityTagHeaderValue($"{Tag.Tag.AsSpan(0, Tag.Tag.Length - 1)}-gzip\"") : Tag);
        }
    }
}
