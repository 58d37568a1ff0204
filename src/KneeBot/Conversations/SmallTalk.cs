using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.Conversations;

/// <summary>Recognises greetings, thanks, goodbyes and questions about the assistant: messages that ask nothing of the articles.</summary>
public sealed class SmallTalk
{
    private readonly PhraseMatcher _matcher;
    private readonly TextCatalog _texts;
    private readonly string _articles, _topics;

    /// <param name="texts">Wordings and answers.</param>
    /// <param name="articles">What the articles are called.</param>
    /// <param name="topics">What they cover.</param>
    internal SmallTalk(TextCatalog texts, string articles, IReadOnlyList<string> topics)
    {
        (_texts, _articles, _topics) = (texts, articles, string.Join("; ", topics));
        _matcher = new PhraseMatcher(texts.SmallTalkWordings.ToDictionary(
            entry => entry.Key, entry => (IReadOnlyList<Phrase>)[.. entry.Value.Select(Phrase.Parse)]));
    }

    /// <summary>The fixed answer, or null when the message says more than small talk.</summary>
    public SmallTalkAnswer? Answer(NormalizedText text)
    {
        if (text.Tokens.Count == 0 && _texts.PicturedSmallTalk(text.Original) is { } pictured)
            return Reply(pictured);
        if (text.Tokens.Count is 0 or > 24)
            return null;
        var asks = text.Tokens.Any(token => token.InQuestion);
        var found = _matcher.Find(text.Tokens);
        var covered = new bool[text.Tokens.Count];
        string? kind = null;
        var talks = found.All.Where(talk => !_texts.IsSmallTalkPart(talk.Concept) && !(asks && _texts.NeverAsks(talk.Concept)) && !(_texts.IsAlone(talk.Concept) && talk.Last - talk.First + 1 < text.Tokens.Count)).ToArray();
        // The "help" of "thanks for your help" asks for none.
        foreach (var (label, first, last) in talks.Where(talk => !talks.Any(longer => longer.First <= talk.First && longer.Last >= talk.Last && longer.Last - longer.First > talk.Last - talk.First)))
        {
            Array.Fill(covered, true, first, last - first + 1);
            if (label != "filler" && (kind is null || _texts.SmallTalkRank(label) < _texts.SmallTalkRank(kind)))
                kind = label;
        }

        return kind is not null && covered.All(c => c) ? Reply(kind) : null;
    }

    private SmallTalkAnswer Reply(string kind) => new(_texts.SmallTalkReply(kind, ("articles", _articles), ("topics", _topics)), _texts.OffersQuestions(kind) && _topics.Length > 0);
}

/// <summary>The fixed answer to small talk.</summary>
/// <param name="Notice">The text, in which {number} stands for the emergency number.</param>
/// <param name="OffersQuestions">Whether the questions a visitor may begin with stand below it.</param>
public sealed record SmallTalkAnswer(string Notice, bool OffersQuestions);
