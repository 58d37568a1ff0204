using System.ComponentModel.DataAnnotations;
using KneeBot.BotFramework.DirectLine;
using KneeBot.Host.Pages;

namespace KneeBot.Host.Features;

/// <summary>
/// <c>/webchat</c>, in Development: Microsoft's Web Chat against this host. Its bundle comes from the public registry's mirror, or, without
/// the network, from the file in <c>Channels:DirectLine:WebChatFile</c>.
/// </summary>
internal static class WebChatFeature
{
    /// <summary>Before the headers of the other pages: Web Chat needs a content policy of its own.</summary>
    public static void UseWebChatPage(this WebApplication app)
    {
        var directLine = app.Services.GetRequiredService<DirectLineOptions>();
        if (!app.Environment.IsDevelopment() || directLine.Mode != DirectLineMode.Embedded)
            return;
        var file = app.Configuration[$"{DirectLineOptions.Section}:WebChatFile"];
        if (file is { Length: > 0 } && !File.Exists(file))
            throw new ValidationException($"Channels:DirectLine:WebChatFile names '{file}', and there is no such file: give the path of Web Chat's webchat.js, or leave it out.");
        var page = WebChatPage.Write(file is { Length: > 0 });
        app.MapWhen(context => context.Request.Path.StartsWithSegments("/webchat"), branch => branch.Run(context =>
        {
            context.Response.Headers.ContentSecurityPolicy = WebChatPage.ContentPolicy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Serve(context.Request.Path.Value, page, file).ExecuteAsync(context);
        }));
    }

    private static IResult Serve(string? path, string page, string? file) => path switch
    {
        "/webchat" or "/webchat/" => Page.Send(page),
        "/webchat/start.js" => Results.Text(WebChatPage.Script, "text/javascript; charset=utf-8"),
        "/webchat/webchat.js" when file is { Length: > 0 } => Results.File(Path.GetFullPath(file), "text/javascript"),
        _ => Results.NotFound(),
    };
}
