namespace KneeBot.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void TheEngineReferencesNoWebBotOrSemanticKernelAssembly()
    {
        var references = typeof(KneeBotPipeline).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();
        references.ShouldContain("Lucene.Net");
        foreach (var banned in new[] { "Microsoft.AspNetCore", "Microsoft.Bot", "Microsoft.SemanticKernel", "System.Net.Http", "System.Net.Sockets", "KneeBot.BotFramework", "KneeBot.Semantics" })
            references.ShouldNotContain(name => name.StartsWith(banned, StringComparison.Ordinal));
    }
}
