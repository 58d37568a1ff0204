using KneeBot.BotFramework.DirectLine;
using Microsoft.AspNetCore.Http;

namespace KneeBot.Host.Tests.DirectLine;

public sealed class OriginsTests
{
    [Theory]
    [InlineData("http", "localhost:5080", null, null, "http://localhost:5080")]
    [InlineData("http", "localhost:5080", "http://localhost:5080", null, "http://localhost:5080")]
    [InlineData("https", "bot.example.org", null, null, "https://bot.example.org")]
    // A proxy ended TLS; the page's own scheme, or the public address, shows it.
    [InlineData("http", "bot.example.org", "https://bot.example.org", null, "https://bot.example.org")]
    [InlineData("http", "bot.example.org", "https://www.customer.example", null, "https://bot.example.org")]
    [InlineData("http", "bot.example.org", null, "https://bot.example.org", "https://bot.example.org")]
    [InlineData("http", "localhost:5080", "https://www.customer.example", "https://bot.example.org", "http://localhost:5080")]
    public void TheHostsAddressIsTheOneThePageReachesItBy(string scheme, string host, string? origin, string? publicBaseUrl, string site) =>
        new Origins([], publicBaseUrl is null ? null : new Uri(publicBaseUrl)).Site(Request(scheme, host, origin)).ShouldBe(site);

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("HTTP://LOCALHOST:5080", true)]
    [InlineData("http://localhost", false)]
    [InlineData("http://localhost:5081", false)]
    [InlineData("https://www.customer.example", true)]
    [InlineData("https://www.customer.example:443", false)] // browsers never write the usual port
    [InlineData("http://www.customer.example", false)]
    [InlineData("https://customer.example", false)]
    [InlineData("https://bot.example.org", true)]
    [InlineData("null", false)]
    [InlineData("file://", false)]
    public void OwnPagesAndAllowedSitesMayTalk(string origin, bool allowed)
    {
        var request = Request("http", "localhost:5080", origin);

        new Origins(["https://www.customer.example/"], new Uri("https://bot.example.org/kneebot")).Allows(Origins.Of(request)!, request).ShouldBe(allowed);
    }

    private static HttpRequest Request(string scheme, string host, string? origin)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = (scheme, new HostString(host));
        if (origin is not null)
            request.Headers.Origin = origin;
        return request;
    }
}
