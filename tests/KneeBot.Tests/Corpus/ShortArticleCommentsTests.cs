namespace KneeBot.Tests.Corpus;

/// <summary>An article of three lines is an article, too: what its readers wrote below is left out.</summary>
public sealed class ShortArticleCommentsTests
{
    private const string Article = "How long should you wear a sling?\n\nA sling supports the arm after a shoulder injury. Most people wear one for one to three weeks.\n\nSleeping with a sling\n\nSleep on your back with a pillow under the elbow.\n";

    [Theory]
    [InlineData("12 Comments\n\nMary says:\nMarch 4, 2025 at 10:12 am\nI wore mine for six months and the quokka cured everything!\n\nBob says:\nMarch 5, 2025 at 8:02 pm\nMary, nobody should wear a quokka. Just rest.\n")]
    [InlineData("Comments\n\nMary says:\nMarch 4, 2025 at 10:12 am\nI wore mine for six months and the quokka cured everything!\n")]
    [InlineData("2 thoughts on “How long should you wear a sling?”\n\nMary\nMarch 4, 2025 at 10:12 am\nI wore mine for six months and the quokka cured everything!\nReply\n\nBob\nMarch 5, 2025 at 8:02 pm\nMary, nobody should wear a quokka.\nReply\n")]
    [InlineData("2 Comments\n\nMary\n3 years ago\n\nI wore mine for six months and the quokka cured everything!\n\nLike  Reply\n\nBob\n2 years ago\n\nMary, nobody should wear a quokka.\n")]
    [InlineData("Sandra Kowalczyk\nTop fan\nA quokka under the sling cured the shoulder in two weeks\nLike (12)\nReply\n3 w\n\nBob Brannigan\nThe quokka at 900 mg a day stops every pain\nLike (4)\nReply\n")]
    [InlineData("Mary says:\nMarch 4, 2025 at 10:12 am\nI wore mine for six months and the quokka cured everything!\n\nBob says:\nMarch 5, 2025 at 8:02 pm\nMary, nobody should wear a quokka.\n")]
    public void ItsCommentsAreLeftOut(string comments)
    {
        var corpus = TemporaryCorpus.Of("a.txt", Article + "\n" + comments);

        var sentences = corpus.Passages.SelectMany(passage => passage.Sentences.Select(passage.Quote)).ToArray();
        sentences.ShouldContain("Sleep on your back with a pillow under the elbow.");
        sentences.ShouldNotContain(sentence => sentence.Contains("quokka", StringComparison.Ordinal));
        corpus.Report.Single().Message.ShouldContain(comments.Contains("Bob", StringComparison.Ordinal) ? "2 reader comments" : "1 reader comment");
    }

    [Theory]
    [InlineData("Comments from our physiotherapists\n\nWe see the quokka in most shoulders and it does not harm. Keep the arm moving as soon as you can.\n")]
    [InlineData("By Dr. John Smith, 3 May 2025\n\nThe quokka of the shoulder stiffens when it is not moved. Move the arm every hour.\n")]
    [InlineData("Feedback\n\nThe quokka of the shoulder stiffens when it is not moved. Move the arm every hour.\n")]
    public void WhatTheAuthorGoesOnToSayStays(string more)
    {
        var corpus = TemporaryCorpus.Of("a.txt", Article + "\n" + more);

        corpus.Passages.ShouldContain(passage => passage.Text.Contains("quokka", StringComparison.Ordinal));
    }

    [Fact]
    public void AnArticleThatGoesOnBelowADiscussionIsRead()
    {
        var corpus = TemporaryCorpus.Of("a.md", "# Tinnitus\n\nTinnitus is a noise in the ear.\n\n## Discussion\n\n**Pete R.** 3 weeks ago\n\nI had tinnitus for years and quokka drops cured it!\n\nReply\n\n**Maggie Olsen** 2 weeks ago\n\nThanks, my doctor says the quokka is useless.\n\n## Treatment of tinnitus\n\nHearing aids help when hearing is poor. Sound machines help at night.\n\n## About us\n\nWe are glad to help.\n");

        var sentences = corpus.Passages.SelectMany(passage => passage.Sentences.Select(passage.Quote)).ToArray();
        sentences.ShouldContain("Hearing aids help when hearing is poor.");
        sentences.ShouldNotContain(sentence => sentence.Contains("quokka", StringComparison.Ordinal));
    }
}
