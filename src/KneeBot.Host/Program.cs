using KneeBot.Host;
using KneeBot.Host.Features;

if (HostSettings.AsksForHelp(args))
{
    Console.WriteLine(HostSettings.Help);
    return 0;
}

try
{
    HostSettings.CheckOptions(args);
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddQuietStart();
    builder.UseUsualAddress();
    builder.Services.AddEngine();
    builder.Services.AddBotMessages();
    builder.AddDirectLine();

    var app = builder.Build();
    app.StartEngine();
    app.UseProblems();
    app.UseWebChatPage();
    app.UseSecurityHeaders();
    app.UseNotServed();
    app.UseStaticFiles();
    app.MapWidget();
    app.MapBotMessages();
    app.MapDirectLine();
    app.MapHome();
    app.MapArticles();
    app.MapHealth();
    app.ReportStart();
    app.KeepMemorySmall();
    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (StartFault.Explain(fault) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 2;
}
