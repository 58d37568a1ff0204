using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace KneeBot.Host.Tests;

public sealed class HostSettingsTests
{
    [Theory]
    [InlineData("""{"Answers":{"MaxSentance":3}}""", "there is no setting Answers:MaxSentance; was Answers:MaxSentences meant?")]
    [InlineData("""{"Guardrails":{"Network":"off"}}""", "there is no setting Guardrails:Network; there are Guardrails:Semantic, Guardrails:RulesFolder.")]
    [InlineData("""{"Channels":{"Directline":{"AllowedOrigin":["https://www.example.org"]}}}""", "there is no setting Channels:Directline:AllowedOrigin:0; was Channels:DirectLine:AllowedOrigins meant?")]
    [InlineData("""{"Channels":{"DirectLine":{"messagesPerMinutes":3}}}""", "there is no setting Channels:DirectLine:messagesPerMinutes; was Channels:DirectLine:MessagesPerMinute meant?")]
    [InlineData("""{"Generation":{"Modell":"m"}}""", "there is no setting Generation:Modell; was Generation:Model meant?")]
    [InlineData("""{"BotFramework":{"ServiceUrl":["https://x"]}}""", "there is no setting BotFramework:ServiceUrl:0; was BotFramework:ServiceUrls meant?")]
    [InlineData("""{"Corpsu":"articles"}""", "there is no setting Corpsu; was Corpus meant?")]
    [InlineData("""{"Answer":{"TopK":3}}""", "there is no setting Answer; was Answers meant?")]
    public void AMisspeltSettingInAFileIsSaid(string json, string line) =>
        HostSettings.Misspelt(Configuration(json)).ShouldBe([line]);

    [Theory]
    [InlineData("""{"Corpus":"c","region":"GB","Answers":{"topk":3},"Channels":{"DirectLine":{"AllowedOrigins":["https://a","https://b"],"WebChatFile":"x"}},"BotFramework":{"ServiceUrls":["https://x"],"EmulatorTokens":true}}""")]
    [InlineData("""{"Logging":{"LogLevel":{"Default":"Warning"}},"Kestrel":{"Endpoints":{"Http":{"Url":"http://*:5080"}}},"AllowedHosts":"*","Serilog":{"x":1},"Connections":{"C":{"Settings":{"ClientId":"x"}}},"MyCompany":"x","Channels":{"DirectLine":""}}""")]
    public void WhatIsReadOrNotKneeBotsIsNoMistake(string json) => HostSettings.Misspelt(Configuration(json)).ShouldBeEmpty();

    [Theory]
    [InlineData("--urls", "http://localhost:5090")]
    [InlineData("--urls=http://localhost:5090", "--environment=Production", "--Region", "GB")]
    [InlineData("--Channels:DirectLine:AllowedOrigins:0=https://a", "--channels:directline:mode", "off", "--Logging:LogLevel:Default=None", "--AllowedHosts=a;b", "--MicrosoftAppId=x", "--Connections:a:Settings:ClientId=x")]
    public void OptionsAreTheSettings(params string[] args) => HostSettings.CheckOptions(args);

    [Theory]
    [InlineData("--urls", "--Region=GB")]
    [InlineData("/Region=GB")]
    [InlineData("Region=GB")]
    [InlineData("")]
    [InlineData("--")]
    [InlineData("--=x")]
    public void WhatTheFrameworkWouldPassOverIsRefused(params string[] args) => Should.Throw<ValidationException>(() => HostSettings.CheckOptions(args));

    private static IConfigurationRoot Configuration(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).AddInMemoryCollection([new("Corpsu_OF_THE_ENVIRONMENT", "x"), new("regoin", "x")]).Build();
}
