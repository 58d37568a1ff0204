using System.Collections.Concurrent;
using System.Diagnostics;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

/// <summary>Forged and broken tokens, over a real socket: 50,000 with <c>KNEEBOT_PROOF=full</c>.</summary>
public sealed class ForgedTokenTests
{
    [Fact]
    public async Task NoneIsAcceptedNoneBreaksTheHostAndNoneMakesItCallAnybody()
    {
        var started = Stopwatch.GetTimestamp();
        await using var trap = await OpenIdServer.StartAsync();
        await using var bot = await RegisteredBot.StartAsync(onSocket: true);
        using var forge = new TokenForge(bot.Channel, bot.Key, trap.Url);
        var forgeries = forge.All();
        forgeries.Count.ShouldBeGreaterThan(60);
        using (var first = await bot.SendAsync("Bearer " + Jwt.Valid(bot.Key).Signed(bot.Key)))
            ((int)first.StatusCode).ShouldBe(200, "the key that the forgeries are made of must be a good one");
        var fetched = bot.Channel.Requests;
        var answers = new ConcurrentDictionary<(string Name, int Status), int>();

        await Parallel.ForAsync(0, ProofSize.Of(2_000, 50_000), TestContext.Current.CancellationToken, async (number, _) =>
        {
            var forgery = forgeries[number % forgeries.Count];
            var (authorization, activity) = forgery.Make(new Random(number));
            using var response = await bot.SendAsync(authorization, activity);
            answers.AddOrUpdate((forgery.Name, (int)response.StatusCode), 1, (_, count) => count + 1);
        });

        answers.Where(answer => answer.Key.Status is not (401 or 403)).ShouldBeEmpty();
        answers.Select(answer => answer.Key.Name).Distinct().Count().ShouldBe(forgeries.Count);
        var pauses = (int)(Stopwatch.GetElapsedTime(started) / SigningKeys.UnknownKeyPause);
        bot.Channel.Requests.ShouldBeLessThanOrEqualTo(fetched + (2 * pauses), "unknown keys make it fetch both documents again once a pause, and the first pause began with the host");
        trap.Requests.ShouldBe(0);
        bot.Host.Log.Text.ShouldNotContain("Exception");
    }
}
