using System.Text;
using KneeBot.Corpus;

namespace KneeBot.Answering;

/// <summary>Puts quoted sentences into readable text: sentences of a passage as one paragraph, list items as a list under their introduction.</summary>
internal static class AnswerText
{
    /// <summary>The text, and the sentences it quotes in the order they appear (introductions of lists included).</summary>
    /// <param name="sentences">The sentences. Those of a section whose heading must be named come under it, and so do all after them.</param>
    /// <param name="under">What names a section: "From “Things to avoid”:".</param>
    public static (string Text, IReadOnlyList<QuotedSentence> Quoted) Write(IReadOnlyList<QuotedSentence> sentences, Func<string, string> under)
    {
        var text = new StringBuilder();
        var quoted = new List<QuotedSentence>();
        var named = sentences.Where(sentence => sentence.Sentence.NeedsHeading).Select(Section).ToHashSet();
        var isNaming = false;
        foreach (var sentence in WithIntroductions(sentences))
        {
            var isItem = IsShownAsItem(sentence, sentences);
            var begins = quoted.Count == 0 || Section(quoted[^1]) != Section(sentence);
            isNaming |= begins && named.Contains(Section(sentence));
            if (begins && isNaming)
                text.Append(text.Length > 0 ? "\n\n" : "").Append(under(sentence.Passage.Place)).Append(isItem ? "\n" : " ");
            else if (text.Length > 0)
                text.Append(Separator(quoted[^1], sentence, isItem));
            text.Append(isItem ? "- " : "").Append(sentence.Text);
            quoted.Add(sentence);
        }

        return (text.ToString(), quoted);
    }

    private static (string Article, string HeadingPath) Section(QuotedSentence quoted) => (quoted.Passage.Id.Article, quoted.Passage.HeadingPath);

    private static IEnumerable<QuotedSentence> WithIntroductions(IReadOnlyList<QuotedSentence> sentences)
    {
        var said = new HashSet<(PassageId, int)>();
        foreach (var sentence in sentences)
        {
            if (sentence.Sentence.IntroducedBy is { } introduction
                && (sentence.Sentence.NeedsIntroduction || ListItems.NeedsLead(sentence.Passage, sentence.Sentence) || sentences.Count(s => s.Sentence.IntroducedBy == introduction && s.Passage.Id == sentence.Passage.Id) > 1)
                && said.Add((sentence.Passage.Id, introduction)))
                yield return sentence with { Sentence = sentence.Passage.Sentences[introduction] };
            if (said.Add((sentence.Passage.Id, sentence.Sentence.Index)))
                yield return sentence;
        }
    }

    /// <summary>One item alone reads as a sentence; several of one list read as a list.</summary>
    private static bool IsShownAsItem(QuotedSentence sentence, IReadOnlyList<QuotedSentence> all) =>
        sentence.Sentence.IsListItem && StartsItem(sentence)
        && all.Count(other => other.Passage.Id == sentence.Passage.Id && other.Sentence.IsListItem && other.Sentence.IntroducedBy == sentence.Sentence.IntroducedBy) > 1;

    private static string Separator(QuotedSentence before, QuotedSentence after, bool isItem) =>
        isItem && before.Passage.Id == after.Passage.Id ? "\n"
        : before.Passage.Id != after.Passage.Id || before.Sentence.IsListItem != after.Sentence.IsListItem ? "\n\n"
        : " ";

    private static bool StartsItem(QuotedSentence sentence) =>
        sentence.Sentence.Start == 0 || sentence.Passage.Text[sentence.Sentence.Start - 1] == '\n';
}
