namespace KneeBot.Host.Features;

/// <summary><c>GET /healthz</c>: that the host serves, and how much it answers from.</summary>
internal static class HealthFeature
{
    private sealed record Health(string Status, int Articles, int Passages);

    public static void MapHealth(this WebApplication app)
    {
        var corpus = app.Services.GetRequiredService<KneeBotEngine>().Corpus;
        var health = new Health("ok", corpus.Articles.Count, corpus.Passages.Count);
        app.MapGet("/healthz", () => health);
    }
}
