using System.Buffers.Text;
using System.Security.Cryptography;
using KneeBot.BotFramework.DirectLine;
using KneeBot.Configuration;

namespace KneeBot.Host.Features;

/// <summary><c>/v3/directline</c>: where the widget and Microsoft's clients talk to KneeBot.</summary>
internal static class DirectLineFeature
{
    public static void AddDirectLine(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(DirectLineOptions.Section);
        SettingValues.Check(section, typeof(DirectLineOptions));
        var options = section.Get<DirectLineOptions>() ?? new DirectLineOptions();
        if (options.Secret is null && options.Mode == DirectLineMode.Embedded && builder.Environment.IsDevelopment())
            options.Secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        builder.Services.AddDirectLine(options);

        // The framework's own request log, when somebody turns it on, would write the tickets that addresses of streams carry.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }

    public static void MapDirectLine(this WebApplication app)
    {
        app.UseWebSockets();
        app.UseCors();
        DirectLineServices.MapDirectLine(app);
    }
}
