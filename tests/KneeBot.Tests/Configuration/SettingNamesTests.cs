using KneeBot.BotFramework;
using KneeBot.Configuration;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Configuration;

/// <summary>The environment holds much that is not KneeBot's: only what is nearly one of its settings is said.</summary>
public sealed class SettingNamesTests
{
    private static readonly SettingNames Names = new SettingNames().Add("", typeof(KneeBotOptions)).AddBotFramework().AddOfOthers("urls", "http_ports", "environment", "Logging:*", "AllowedHosts");

    [Theory]
    [InlineData("Regoin", "Region")]
    [InlineData("REGIN", "Region")]
    [InlineData("Coprus", "Corpus")]
    [InlineData("MicrosoftAppPasword", "MicrosoftAppPassword")]
    [InlineData("MICROSOFT_APP_ID", "MicrosoftAppId")]
    [InlineData("PublicBaseURI", "PublicBaseUrl")]
    [InlineData("Answer:TopK", "Answers__TopK")]
    [InlineData("Answers_TopK", "Answers__TopK")]
    [InlineData("Guardrail:Semantic", "Guardrails__Semantic")]
    [InlineData("Channel:DirectLine:AllowedOrigins:0", "Channels__DirectLine__AllowedOrigins__0")]
    [InlineData("MicrosoftAppCertificat:Path", "MicrosoftAppCertificate__Path")]
    [InlineData("Conections:bot:Settings:ClientId", "Connections__bot__Settings__ClientId")]
    public void AVariableThatIsNearlyASettingIsSaid(string key, string meant) =>
        Names.VariableFault(key).ShouldBe($"there is no setting {key.Replace(":", "__", StringComparison.Ordinal)} (in the environment); was {meant} meant?");

    [Theory]
    [InlineData("Region")]
    [InlineData("corpus")]
    [InlineData("ANSWERS:TOPK")]
    [InlineData("Connections:x:Settings:ClientId")]
    [InlineData("Answers:TopKK")] // said with all that is unknown in a section
    [InlineData("URL")]
    [InlineData("HTTP_PORT")]
    [InlineData("ENVIRONMENTS")]
    [InlineData("CHANNEL")]
    [InlineData("ANSWER")]
    [InlineData("CORES")]
    [InlineData("CORPUS_DIR")]
    [InlineData("AWS_REGION")]
    [InlineData("ORIGIN")]
    [InlineData("REASON")]
    [InlineData("VERSION")]
    [InlineData("HOME")]
    [InlineData("PATH")]
    [InlineData("Loging:LogLevel:Default")]
    [InlineData("npm_config:x")]
    public void WhatIsASettingOrSomethingElseIsNot(string key) => Names.VariableFault(key).ShouldBeNull();

    [Fact]
    public async Task TheDoctorSaysThemToo()
    {
        var (code, output, error) = await KneeBotProcess.RunAsync([("Regoin", "GB"), ("Answer__TopK", "3"), ("MicrosoftAppPasword", "s3cret")], Path.GetTempPath(), "doctor", "--offline");
        code.ShouldBe(0, error);
        output.ShouldContain("warning  settings: there is no setting Regoin (in the environment); was Region meant?");
        output.ShouldContain("warning  settings: there is no setting Answer__TopK (in the environment); was Answers__TopK meant?");
        output.ShouldContain("warning  settings: there is no setting MicrosoftAppPasword (in the environment); was MicrosoftAppPassword meant?");
        output.ShouldNotContain("s3cret");
    }
}
