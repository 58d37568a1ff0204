using System.ComponentModel.DataAnnotations;
using System.Text;
using KneeBot.BotFramework;
using KneeBot.Host.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace KneeBot.Host.Tests;

/// <summary>The bot's registration, in either family of keys.</summary>
public sealed class BotSettingsTests
{
    private const string Id = Jwt.AppId;

    [Fact]
    public void WithoutARegistrationThereAreNoCredentials()
    {
        var settings = Read("{}");

        settings.Credentials.ShouldBeNull();
        settings.EmulatorTokens.ShouldBeFalse();
        settings.Cloud.ShouldBe(BotCloud.Public);
    }

    [Fact]
    public void TheBotFrameworksKeysAreRead() => Read($$"""
        {"MicrosoftAppType": "SingleTenant", "MicrosoftAppId": "{{Id}}", "MicrosoftAppPassword": "word", "MicrosoftAppTenantId": "contoso.example.org" }
        """).Credentials.ShouldBe(new BotCredentials(BotAppType.SingleTenant, Id) { Password = "word", TenantId = "contoso.example.org" });

    [Theory]
    [InlineData("\"AuthType\": \"ClientSecret\", \"AuthorityEndpoint\": \"https://login.microsoftonline.com/contoso.example.org\", \"ClientSecret\": \"word\"", BotAppType.SingleTenant, "contoso.example.org", "word")]
    [InlineData("\"AuthorityEndpoint\": \"https://login.microsoftonline.com/botframework.com\", \"ClientSecret\": \"word\"", BotAppType.MultiTenant, null, "word")]
    [InlineData("\"AuthType\": \"ClientSecret\", \"TenantId\": \"contoso.example.org\", \"ClientSecret\": \"word\"", BotAppType.SingleTenant, "contoso.example.org", "word")]
    [InlineData("\"AuthType\": \"UserManagedIdentity\"", BotAppType.UserAssignedMsi, null, null)]
    public void TheAgentsKeysAreRead(string settings, BotAppType type, string? tenant, string? password) => Read($$$"""
        {
          "TokenValidation": {"Audiences": ["{{{Id}}}"]},
          "Connections": {"ServiceConnection": {"Settings": {"ClientId": "{{{Id}}}", {{{settings}}} } } },
          "ConnectionsMap": [{"ServiceUrl": "*", "Connection": "ServiceConnection"}]
        }
        """).Credentials.ShouldBe(new BotCredentials(type, Id) { TenantId = tenant, Password = password });

    [Fact]
    public void TheAgentsTemplateAsItComesIsNoRegistration() => Read("""
        {
          "TokenValidation": {"Audiences": ["{{ClientId}}"]},
          "Connections": {"ServiceConnection": {"Settings": {"AuthType": "ClientSecret", "AuthorityEndpoint": "https://login.microsoftonline.com/{{TenantId}}", "ClientId": "{{ClientId}}", "Scopes": ["https://api.botframework.com/.default"]}}}
        }
        """).Credentials.ShouldBeNull();

    [Theory]
    [InlineData("\"MicrosoftAppId\": \"my-bot\"", "MicrosoftAppId must be the application id")]
    [InlineData("\"MicrosoftAppPassword\": \"word\"", "MicrosoftAppPassword is set, but MicrosoftAppId is not")]
    [InlineData("\"MicrosoftAppId\": \"" + Id + "\"", "MicrosoftAppPassword is not set")]
    [InlineData("\"MicrosoftAppId\": \"" + Id + "\", \"MicrosoftAppPassword\": \"word\", \"MicrosoftAppType\": \"Both\"", "MicrosoftAppType must be MultiTenant, SingleTenant or UserAssignedMSI, not 'Both'.")]
    [InlineData("\"MicrosoftAppId\": \"" + Id + "\", \"MicrosoftAppPassword\": \"word\", \"MicrosoftAppType\": \"SingleTenant\"", "MicrosoftAppTenantId is needed for a single-tenant bot")]
    [InlineData("\"MicrosoftAppId\": \"" + Id + "\", \"MicrosoftAppPassword\": \"word\", \"MicrosoftAppTenantId\": \"a b/c\"", "MicrosoftAppTenantId must be a tenant's id or domain")]
    [InlineData("\"MicrosoftAppId\": \"" + Id + "\", \"MicrosoftAppPassword\": \"word\", \"MicrosoftAppType\": \"UserAssignedMSI\"", "must not be set for a managed identity")]
    [InlineData("\"MicrosoftAppId\": \"" + Id + "\", \"MicrosoftAppPassword\": \"word\", \"MicrosoftAppCertificate\": {\"Path\": \"x.pem\"}", "are both set: keep one")]
    [InlineData("\"Connections\": {\"A\": {\"Settings\": {\"ClientSecret\": \"word\"}}}", "Connections:A:Settings:ClientId is not set")]
    [InlineData("\"Connections\": {\"A\": {\"Settings\": {\"ClientId\": \"" + Id + "\"}}}", "Connections:A:Settings:ClientSecret is not set")]
    [InlineData("\"Connections\": {\"A\": {\"Settings\": {\"ClientId\": \"" + Id + "\", \"AuthType\": \"WorkloadIdentity\"}}}", "AuthType 'WorkloadIdentity' is not supported")]
    [InlineData("\"Connections\": {\"A\": {}, \"B\": {}}", "Connections has several entries")]
    [InlineData("\"Connections\": {\"A\": {}}, \"ConnectionsMap\": [{\"ServiceUrl\": \"*\", \"Connection\": \"C\"}]", "ConnectionsMap names the connection 'C'")]
    [InlineData("\"TokenValidation\": {\"Audiences\": [\"x\"]}, \"Connections\": {\"A\": {\"Settings\": {\"ClientId\": \"" + Id + "\", \"ClientSecret\": \"word\"}}}", "TokenValidation:Audiences does not hold")]
    [InlineData("\"MicrosoftAppId\": \"" + Id + "\", \"MicrosoftAppPassword\": \"word\", \"Connections\": {\"A\": {\"Settings\": {\"ClientId\": \"" + Id + "\", \"ClientSecret\": \"other\"}}}", "describe two registrations")]
    [InlineData("\"ChannelService\": \"https://botframework.example.org\"", "ChannelService must be")]
    [InlineData("\"BotFramework\": {\"EmulatorTokens\": \"yes\"}", "BotFramework:EmulatorTokens must be true or false")]
    [InlineData("\"BotFramework\": {\"ServiceUrls\": [\"http://connector.example.org\"]}", "must be https")]
    [InlineData("\"BotFramework\": {\"ServiceUrls\": [\"connector.example.org\"]}", "is not a web address")]
    [InlineData("\"ToBotFromChannelOpenIdMetadataUrl\": \"http://login.example.org/\"", "ToBotFromChannelOpenIdMetadataUrl must be an https address")]
    public void AWrongSettingIsNamedWithWhatToDo(string settings, string message) =>
        Should.Throw<ValidationException>(() => Read("{" + settings + "}")).Message.ShouldContain(message);

    [Fact]
    public async Task TheHostDoesNotStartWithAWrongRegistration()
    {
        await using var host = HostProcess.Start("Production", "--MicrosoftAppId=my-bot", "--Guardrails:Semantic=off");

        (await host.ExitAsync()).ShouldBe(2, host.Output + host.Errors);
        host.Errors.Trim().ShouldStartWith("KneeBot cannot start: MicrosoftAppId must be the application id");
        host.Errors.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task TheHostDoesNotStartWithACertificateThatCannotBeRead()
    {
        await using var host = HostProcess.Start("Production", $"--MicrosoftAppId={Id}", "--MicrosoftAppCertificate:Path=/no/such.pem", "--Guardrails:Semantic=off");

        (await host.ExitAsync()).ShouldBe(2, host.Output + host.Errors);
        host.Errors.Trim().ShouldStartWith("KneeBot cannot start: The certificate '/no/such.pem' cannot be read: ");
    }

    [Fact]
    public void ASecretIsNotPartOfWhatIsPrinted() =>
        Read($$"""{"MicrosoftAppId": "{{Id}}", "MicrosoftAppPassword": "word"}""").Credentials!.ToString().ShouldNotContain("word");

    private static BotSettings Read(string json) =>
        BotSettingsReader.Read(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build());
}
