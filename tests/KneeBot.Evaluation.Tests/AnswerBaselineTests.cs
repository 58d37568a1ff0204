using System.Text.RegularExpressions;
using KneeBot.Corpus;
using KneeBot.Evaluation;
using KneeBot.Semantics;
using KneeBot.Semantics.Guarding;

namespace KneeBot.Evaluation.Tests;

public sealed partial class AnswerBaselineTests
{
    private const string Sets = "questions-dev questions-dev-2 shared-questions";

    [Theory]
    [InlineData("answers", true, "corpus", Sets)]
    [InlineData("answers from pasted text", true, "Data/pasted", Sets)]
    [InlineData("answers by words alone", false, "corpus", Sets)]
    [InlineData("answers on several illnesses", true, "Data/topics", "questions-topics-dev")]
    public async Task TheAnswersKeepTheirFigures(string name, bool byMeaning, string corpus, string sets)
    {
        var options = new KneeBotOptions { Corpus = corpus };
        using var engine = byMeaning
            ? KneeBotEngine.Start(options, rules => GuardClassifier.Load(new ArcticEmbedXs(), rules), encoder: new ArcticEmbedXs())
            : KneeBotEngine.Start(options);
        var measured = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var set in sets.Split(' '))
        {
            var cases = QuestionSet.Read(Path.Combine(AppContext.BaseDirectory, "Data", set + ".jsonl"));
            var done = await AnswerEvaluation.RunAsync(engine.Pipeline, cases, ct: TestContext.Current.CancellationToken);
            foreach (var group in done.GroupBy(one => $"{name}/{set}/{one.Case.Category}"))
                measured[group.Key] = [group.Count(one => one.Right), group.Count()];
        }

        Baselines.Check(measured, group => group.StartsWith(name + "/", StringComparison.Ordinal));
    }

    /// <summary>The comments under the pasted article all speak of a quokka or of what the article does not.</summary>
    [Fact]
    public void NoReaderCommentOfThePastedArticleCanBeQuoted()
    {
        var corpus = CorpusReader.Read(Path.Combine(AppContext.BaseDirectory, "Data", "pasted"));
        var sentences = corpus.Passages.SelectMany(passage => passage.Sentences.Select(passage.Quote)).ToArray();
        sentences.Length.ShouldBeGreaterThan(80);
        sentences.ShouldAllBe(sentence => !Comment().IsMatch(sentence));
        corpus.Report.Single().Message.ShouldContain("reader comment");
    }

    [GeneratedRegex("quokka|naproxen|foam|needling|turmeric|acupuncture|Marlene|Devraj|Tina|Howard|surgeon removed|30 percent|ten days|Glad", RegexOptions.IgnoreCase)]
    private static partial Regex Comment();
}
