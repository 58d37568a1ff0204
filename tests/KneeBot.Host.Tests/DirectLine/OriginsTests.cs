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
    [InlineData("ftp://localhost:5080", false)]
    [InlineData("https://localhost:5080", false)]
    [InlineData("http://user@localhost:5080", false)]
    [InlineData("http://user:password@localhost:5080", false)]
    [InlineData("https://user@www.customer.example", false)]
    [InlineData("https://user@bot.example.org", false)]
    [InlineData("http://bot.example.org", false)]
    [InlineData("ftp://bot.example.org", false)]
    [InlineData("http://localhost:5080/", false)]
    [InlineData("http://localhost:5080/page", false)]
    [InlineData("http://localhost:5080#x", false)]
    [InlineData("http://localhost:5080.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("file://", false)]
    public void OwnPagesAndAllowedSitesMayTalk(string origin, bool allowed)
    {
        var request = Request("http", "localhost:5080", origin);

        new Origins(["https://www.customer.example/"], new Uri("https://bot.example.org/kneebot")).Allows(Origins.Of(request)!, request).ShouldBe(allowed);
    }

    [Theory]
    // Nobody said which name is right: any that the browser reached the host by.
    [InlineData("http", "mybox:5080", "http://mybox:5080", null, false, true)]
    [InlineData("http", "192.168.0.7:5080", "http://192.168.0.7:5080", null, false, true)]
    [InlineData("http", "[::1]:5080", "http://[::1]:5080", null, false, true)]
    [InlineData("https", "bot.example.org", "https://bot.example.org", null, false, true)]
    [InlineData("http", "bot.example.org", "https://bot.example.org", null, false, true)] // a proxy ended TLS
    [InlineData("https", "bot.example.org", "http://bot.example.org", null, false, false)]
    [InlineData("https", "bot.example.org", "https://bot.example.org:8443", null, false, false)]
    [InlineData("http", "bot.example.org", "ftp://bot.example.org", null, false, false)]
    [InlineData("https", "bücher.example", "https://xn--bcher-kva.example", null, false, true)]
    // PublicBaseUrl says it: a name that somebody pointed at this host is not it.
    [InlineData("http", "evil.example:5080", "http://evil.example:5080", "https://bot.example.org", false, false)]
    [InlineData("http", "evil.example", "https://evil.example", "https://bot.example.org", false, false)]
    [InlineData("http", "192.168.0.7:5080", "http://192.168.0.7:5080", "https://bot.example.org", false, true)]
    // AllowedHosts let only right names come here.
    [InlineData("http", "www.example.org", "https://www.example.org", "https://bot.example.org", true, true)]
    public void TheHostsOwnPagesAreToldBySchemeHostAndPort(string scheme, string host, string origin, string? publicBaseUrl, bool namesAreChecked, bool own)
    {
        var request = Request(scheme, host, origin);

        new Origins([], publicBaseUrl is null ? null : new Uri(publicBaseUrl), namesAreChecked).Allows(Origins.Of(request)!, request).ShouldBe(own);
    }

    [Theory]
    [InlineData("https://www.example.org", true)]
    [InlineData("https://www.example.org/", true)]
    [InlineData("https://bücher.example", true)]
    [InlineData("https://www.example.org:8443", true)]
    [InlineData("https://www.example.org/chat", false)]
    [InlineData("https://www.example.org?x", false)]
    [InlineData("https://www.example.org#x", false)]
    [InlineData("https://me@www.example.org", false)]
    [InlineData("ftp://www.example.org", false)]
    [InlineData("www.example.org", false)]
    [InlineData("*", false)]
    public void AnOriginIsSchemeHostAndPort(string text, bool isOrigin) => Origins.IsOrigin(text).ShouldBe(isOrigin);

    [Fact]
    public void AnInternationalNameIsAllowedAsBrowsersWriteIt() =>
        new Origins(["https://Bücher.example/"], null).IsAllowed("https://xn--bcher-kva.example").ShouldBeTrue();

    private static HttpRequest Request(string scheme, string host, string? origin)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = (scheme, new HostString(host));
        if (origin is not null)
            request.Headers.Origin = origin;
        return request;
    }
}
