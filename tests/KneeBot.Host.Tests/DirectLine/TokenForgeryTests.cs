using CsCheck;
using KneeBot.BotFramework.DirectLine;
using KneeBot.Host.Tests.Support;
using static KneeBot.Host.Tests.Support.ChatPage;

namespace KneeBot.Host.Tests.DirectLine;

/// <summary>Whatever stands where a token, a ticket, an id or a watermark should stand is refused in order.</summary>
public sealed class TokenForgeryTests(ConversationTests.RulesOnly shared) : IClassFixture<ConversationTests.RulesOnly>
{
    private static readonly TokenSigner Signer = new(TimeProvider.System, TimeSpan.FromMinutes(30));

    [Theory]
    [InlineData("!")]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("é")]
    [InlineData("\u0000")]
    [InlineData("\ud800")]
    public void ASignatureThatCannotBeDecodedIsRefused(string last)
    {
        var token = Signer.Issue("c", "u", "http://localhost");

        Signer.Read(token[..^1] + last).ShouldBeNull();
        Signer.Read(token).ShouldNotBeNull();
    }

    [Fact]
    public void ATokenIsReadAsItWasWrittenAndInNoOtherSpelling()
    {
        var token = Signer.Issue("c", "u", null);
        var characters = Gen.OneOf(Gen.Char, Gen.Char["!=.-_ AZaz09"]);

        Gen.Select(Gen.Int[0, token.Length - 1], characters, Gen.Int[0, 2]).Sample((at, character, how) =>
        {
            var changed = how switch
            {
                0 => token.Remove(at, 1).Insert(at, character.ToString()),
                1 => token.Insert(at, character.ToString()),
                _ => token.Remove(at, 1),
            };
            if (changed != token)
                Signer.Read(changed).ShouldBeNull(changed);
        }, iter: ProofSize.Of(20_000, 1_000_000));
    }

    [Fact]
    public void NoTextBreaksTheReader() => Gen.String.Sample(text =>
    {
        Signer.Read(text).ShouldBeNull();
        Signer.Read(Signer.Issue("c", "u", null).Split('.')[0] + "." + text).ShouldBeNull();
    }, iter: ProofSize.Of(20_000, 1_000_000));

    [Fact]
    public async Task AChangedTokenIsRefusedLikeEveryForgedOne()
    {
        using var page = await OpenAsync(shared.Host);

        await ShouldBeRefused(await page.SendAsync(HttpMethod.Get, $"/conversations/{page.Conversation}/activities", bearer: page.Token[..^1] + "!"), 403, "BadToken");
        await ShouldBeRefused(await page.SendAsync(HttpMethod.Post, "/conversations", bearer: page.Token[..^1] + "!"), 403, "BadToken");
    }

    [Theory]
    [InlineData("%ed%a0%80")]
    [InlineData("%ff")]
    [InlineData("..%2f..")]
    [InlineData("%F0%9F")]
    [InlineData("+1")]
    [InlineData("１")]
    public async Task OddAddressesAreRefusedInOrder(string text)
    {
        using var page = await OpenAsync(shared.Host);

        foreach (var address in new[] { $"/conversations/{text}", $"/conversations/{text}/activities", $"/conversations/{page.Conversation}/activities?watermark={text}", $"/conversations/{page.Conversation}?watermark={text}", $"/conversations/{page.Conversation}/stream?t={text}", $"/session/getsessionid?{text}" })
            ((int)(await page.SendAsync(HttpMethod.Get, address)).StatusCode).ShouldBeOneOf([200, 400, 403, 404], address);
        shared.Host.Log.Text.ShouldNotContain("Exception");
    }
}
