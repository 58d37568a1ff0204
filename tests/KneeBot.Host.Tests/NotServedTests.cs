using KneeBot.Host.Tests.Support;

namespace KneeBot.Host.Tests;

public sealed class NotServedTests(KneeBotHost host) : IClassFixture<KneeBotHost>
{
    private readonly HttpClient _client = host.CreateClient();

    [Fact]
    public async Task ABrowserGetsAPage()
    {
        using var response = await SendAsync(HttpMethod.Get, "/nothing", "text/html,application/xhtml+xml,*/*;q=0.8");

        ((int)response.StatusCode).ShouldBe(404);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.Vary.ShouldContain("Accept");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("<h1>Page not found</h1>");
    }

    [Theory]
    [InlineData("GET", "/nothing", "*/*", 404, "Nothing has this address.")]
    [InlineData("POST", "/v3/nothing", null, 404, "Nothing has this address.")]
    [InlineData("GET", "/api/messages", "application/json", 405, "The method is not served here.")]
    [InlineData("DELETE", "/articles/back-of-knee-pain", "text/html", 405, "The method is not served here.")]
    public async Task AProgramGetsAProblemDocument(string method, string path, string? accept, int status, string title)
    {
        using var response = await SendAsync(HttpMethod.Parse(method), path, accept);

        await response.ShouldBeRefused(status, title);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? accept)
    {
        var request = new HttpRequestMessage(method, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
