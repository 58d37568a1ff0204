using System.Text.RegularExpressions;
using KneeBot.Answering;
using KneeBot.Guardrails;
using KneeBot.Retrieval;
using KneeBot.Texts;

namespace KneeBot.Conversations;

/// <summary>
/// Messages that say too little to look anything up by: "yes" and "the second one" take up a question that was offered, "no thanks" and
/// a picture get a fixed sentence, and so does a fragment such as "since this morning".
/// </summary>
public sealed partial class BareMessages(TextCatalog texts, KneeAnalyzer analyzer, Thesaurus thesaurus, string articles)
{
    private const int MostWords = 9;

    /// <summary>What a bare message gets; null when the message says more.</summary>
    /// <param name="text">The message.</param>
    /// <param name="offered">The questions that the reply before offered.</param>
    public BareAnswer? Answer(NormalizedText text, IReadOnlyList<string> offered)
    {
        if (text.Tokens.Count > MostWords)
            return null;
        var words = text.Folded;
        if (words.Length == 0)
            return Fixed("nothing-more");
        if (Choice().Match(words) is { Success: true } choice && Place(choice.Groups["place"].Value, offered.Count) is { } place)
            return new BareAnswer(offered[place], null, false);
        if (Agreement().IsMatch(words))
            return offered.Count > 0 ? new BareAnswer(offered[0], null, false) : Fixed("ask-away");
        if (Refusal().IsMatch(words))
            return Fixed("nothing-more");
        return IsFragment(text, words) ? new BareAnswer(null, texts["fragment"], IsSmallTalk: false) : null;
    }

    private BareAnswer Fixed(string text) => new(null, texts[text, ("articles", articles)], IsSmallTalk: true);

    /// <summary>Which of the offered questions is meant, from 0; null when there is none of that number.</summary>
    private static int? Place(string word, int count)
    {
        var place = word switch
        {
            "last" => count - 1,
            "1" or "1st" or "one" or "first" => 0,
            "2" or "2nd" or "two" or "second" => 1,
            _ => 2,
        };
        return place >= 0 && place < count ? place : null;
    }

    /// <summary>Whether a message neither asks nor names anything that articles speak of: only when, which side, how much.</summary>
    private bool IsFragment(NormalizedText text, string words) =>
        !text.Tokens.Any(token => token.InQuestion) && !AskedPart.Asks(words) && !QuestionWord().IsMatch(words)
        && thesaurus.Units(analyzer.Stems(words)).All(unit => unit.Importance < 1 || unit.Words.All(word => word.All(char.IsAsciiDigit)));

    [GeneratedRegex(@"^((the|number|no|option|question|q|ok|yes|please|um|er) )*(?<place>1|1st|one|first|2|2nd|two|second|3|3rd|three|third|last)( (one|question|option|please|pls|then|thanks))*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Choice();

    [GeneratedRegex(@"^((oh|ah|um|er|erm|hm+|ok|okay|well|right|thanks) )*(yes|yeah|yep|yup|yea|ye|yh|aye|sure|go on|go for it|go ahead|carry on|keep going|continue|((some|a bit|a little) )?more|more (info|information|details?)|definitely|absolutely|of course|i do|i would|i would like (to|that)|id (like|love) (to|that)|why not|please do)( (about )?(it|that|this|them|these))?( (please|pls|plz|then|thanks|thank you|yes|yeah|sure|go on|i do|i would|do|ok|okay|indeed|of course|definitely|mate|love|ta))*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Agreement();

    [GeneratedRegex(@"^((oh|ah|um|er|erm|hm+|ok|okay|well|right) )*(no|nope|nah|na|not really|nothing( (else|more))?|none( of (them|those|these))?|not (now|today|yet|for now|at the moment)|no need|(im|i am) (good|fine|ok|okay|done|all set)|(thats|that is) (all|fine|ok|okay|it|enough)|all good|leave it|forget it)( (no|nope|nah|thanks|thank you|thx|ta|cheers|please|mate|love|really|not now|for now|today|its ok|its fine|im (good|fine|ok|okay|done)|i am (good|fine|done)|thats (all|fine|ok|it)|that is (all|fine|ok|it)|all good))*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\b(what|whats|why|how|when|where|which|who|whose|explain|define|meaning)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex QuestionWord();
}

/// <summary>What a bare message gets.</summary>
/// <param name="Question">The offered question that it takes up; null when it takes up none.</param>
/// <param name="Notice">The fixed sentence; null when it takes up a question.</param>
/// <param name="IsSmallTalk">Whether it asks nothing of the articles, rather than too little.</param>
public sealed record BareAnswer(string? Question, string? Notice, bool IsSmallTalk);
