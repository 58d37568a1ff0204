namespace KneeBot.Host.Pages;

/// <summary>Questions that the pages' chat offers to begin with: headings of the articles, each asked once to see that it is answered.</summary>
internal sealed class Starters(KneeBotEngine engine)
{
    private const int Most = 3;
    private const int MostTried = 12;
    private static readonly string[] QuestionWords = ["what", "how", "why", "when", "which", "who", "can"];
    private readonly Lazy<Task<IReadOnlyList<string>>> _questions = new(() => ChooseAsync(engine));

    public Task<IReadOnlyList<string>> QuestionsAsync() => _questions.Value;

    private static async Task<IReadOnlyList<string>> ChooseAsync(KneeBotEngine engine)
    {
        var headings = engine.Corpus.Articles
            .SelectMany(article => article.Sections)
            .Where(section => section.Heading.Length is > 0 and <= 60 && !section.Heading.Contains('|', StringComparison.Ordinal))
            .DistinctBy(section => section.HeadingPath[0])
            .Select(section => section.Heading);
        var chosen = new List<string>(Most);
        foreach (var heading in headings.OrderBy(heading => IsQuestion(heading) ? 0 : 1).Take(MostTried))
        {
            if (chosen.Count == Most)
                break;
            var result = await engine.Pipeline.ReplyAsync(new UserTurn($"starters/{heading}", heading)).ConfigureAwait(false);
            if (result.Reply is Reply.Answered)
                chosen.Add(heading);
        }

        return chosen;
    }

    private static bool IsQuestion(string heading) =>
        QuestionWords.Contains(heading.Split(' ')[0], StringComparer.OrdinalIgnoreCase);
}
