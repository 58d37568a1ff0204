using Deque.AxeCore.Playwright;

namespace KneeBot.Browser.Tests.Support;

/// <summary>axe-core's rules, all that are on by default.</summary>
internal static class Axe
{
    public static async Task ShouldFindNothingAsync(this IPage page, string state)
    {
        var result = await page.RunAxe();
        result.Passes.ShouldNotBeEmpty();
        string.Join('\n', result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html} ({rule.Help})"))).ShouldBeEmpty($"axe, {state}");
    }
}
