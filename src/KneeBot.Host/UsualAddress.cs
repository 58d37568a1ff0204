namespace KneeBot.Host;

/// <summary>Where the host listens when nothing says where: the same address however it is started.</summary>
internal static class UsualAddress
{
    public const string Url = "http://localhost:5080";

    private static readonly string[] Settings = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];

    public static void UseUsualAddress(this WebApplicationBuilder builder)
    {
        var isSaid = Array.Exists(Settings, name => builder.Configuration[name] is { Length: > 0 }) || builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!isSaid)
            builder.WebHost.UseUrls(Url);
    }
}
