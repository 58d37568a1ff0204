using System.Text.RegularExpressions;
using KneeBot.Answering;
using KneeBot.Guardrails;
using KneeBot.Retrieval;
using KneeBot.Texts;

namespace KneeBot.Conversations;

/// <summary>
/// Messages that say too little to look anything up by: "yes" and "the second one" take up a question that was offered, "no thanks", "so
/// I can ignore it?" and a picture get a fixed sentence, and so does a fragment such as "since this morning".
/// </summary>
public sealed partial class BareMessages(TextCatalog texts, KneeAnalyzer analyzer, Thesaurus thesaurus, string articles)
{
    private const int MostWords = 14;

    /// <summary>Items from which on "the third" means one of the list that was given, rather than an offered question.</summary>
    private const int FewestListed = 2;

    private const string Yes = @"(yes|yeah|yep|yup|yea|ye|yh|aye|sure|go on|go for it|go ahead|carry on|keep going|continue|((tell me|give me|show me|i want|i need) )?((some|a bit|a little|lots|much) )?more( (info|information|details?))?|what else|anything else|(whats )?next|definitely|absolutely|of course|i do|i would|i would like (to|that)|id (like|love) (to|that)|why not)( (about )?(it|that|this|them|these))?";

    private const string No = "(no|nope|nah|na|n|not really|nothing( (else|more))?|none( of (them|those|these))?|not (now|today|yet|for now|at the moment)|no need|(im|i am) (good|fine|ok|okay|done|all set)|(thats|that is) (all|fine|ok|okay|it|enough)|all good|leave it|forget it)";

    /// <summary>What a bare message gets; null when the message says more.</summary>
    /// <param name="text">The message.</param>
    /// <param name="dialogue">The dialogue so far, with the questions that the reply before offered.</param>
    public BareAnswer? Answer(NormalizedText text, DialogueState dialogue)
    {
        if (OwnQuestion.AsksToNeglect(text.Folded))
            return new BareAnswer([], texts["neglect"], IsSmallTalk: false);
        var offered = dialogue.Offered;
        if (text.Tokens.Count > MostWords)
            return null;
        var words = text.Folded;
        if (words.Length == 0)
            return Fixed(text.Original.Contains('?', StringComparison.Ordinal) ? "ask-away" : "nothing-more");
        if (ItemPlaces.In(text) is { } places)
            return Minus().IsMatch(text.Original) ? Fixed("ask-away") : Chosen(places, dialogue);
        if (Agreement().IsMatch(words) || IsY(text))
            return offered.Count > 0 ? new BareAnswer([offered[0]], null, IsSmallTalk: false) : Fixed(IsAllSaid(dialogue) ? "all-said" : "ask-away");
        if (Refusal().IsMatch(words))
            return Fixed("nothing-more");
        return IsFragment(text, words) ? new BareAnswer([], texts["fragment"], IsSmallTalk: false) : null;
    }

    private BareAnswer Fixed(string text) => new([], texts[text, ("articles", articles)], IsSmallTalk: true);

    /// <summary>The items of the list that was given, or the offered questions, that are meant; where there is neither, or none at that place, what is meant is asked back.</summary>
    private BareAnswer Chosen(ItemPlaces meant, DialogueState dialogue)
    {
        var isOfList = dialogue.Listed.Count >= FewestListed && !(meant.IsChoice && meant.Of(dialogue.Offered.Count).Count > 0);
        string[] questions = isOfList
            ? [.. meant.Of(dialogue.Listed.Count).Select(place => "Tell me about " + Named().Match(Bracketed().Replace(dialogue.Listed[place], "")).Value)]
            : [.. meant.Of(dialogue.Offered.Count).Select(place => dialogue.Offered[place])];
        return questions.Length > 0 ? new BareAnswer([.. questions.Take(QuestionReader.MaxQuestions)], null, IsSmallTalk: false) : Fixed("ask-away");
    }

    /// <summary>Whether the answer before offered nothing since all that stands beside it has been said; beside a flag nothing is offered either.</summary>
    private static bool IsAllSaid(DialogueState dialogue) => dialogue is { Told.Count: > 0, Quoted.Count: > 0, Latched.Count: 0 };

    /// <summary>"y" alone is a yes, though it is read as "why", which "y?" asks.</summary>
    private static bool IsY(NormalizedText text) => text.Original.Trim() is "y" or "Y";

    /// <summary>Whether a message neither asks nor names anything that articles speak of: only when, which side, how much.</summary>
    private bool IsFragment(NormalizedText text, string words) =>
        !text.Tokens.Any(token => token.InQuestion) && !AskedPart.Asks(words) && !QuestionWord().IsMatch(words)
        && thesaurus.Units(analyzer.Stems(words)).All(unit => unit.Importance < 1 || unit.Words.All(word => word.All(char.IsAsciiDigit)));

    /// <summary>What an item is about: "A hamstring injury" of "A hamstring injury can cause pain …".</summary>
    [GeneratedRegex(@"^.+?(?=\s*[:;,.–]|\s(is|are|can|may|might|could|usually|often|which|that|who)\b|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    /// <summary>A number below nothing, whose sign is not read.</summary>
    [GeneratedRegex(@"(^|[^\d\s]\s+)[-−]\d")]
    private static partial Regex Minus();

    [GeneratedRegex(@"\s*\([^)]*\)")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^((oh|ah|um|er|erm|hm+|ok|okay|well|right|thanks|and|so) )*(please )?(" + Yes + "|please do)( (" + Yes + @"|please|pls|plz|then|thanks|thank you|do|ok|okay|indeed|mate|love|ta|and))*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Agreement();

    [GeneratedRegex(@"^((oh|ah|um|er|erm|hm+|ok|okay|well|right) )*" + No + "( (" + No + @"|thanks|thank you|thx|ta|cheers|please|mate|love|really|for now|today|its ok|its fine|and))*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\b(what|whats|why|how|when|where|which|who|whose|explain|define|meaning)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex QuestionWord();
}

/// <summary>What a bare message gets.</summary>
/// <param name="Questions">The questions that it takes up; empty when it takes up none.</param>
/// <param name="Notice">The fixed sentence; null when it takes up a question.</param>
/// <param name="IsSmallTalk">Whether it asks nothing of the articles, rather than too little.</param>
public sealed record BareAnswer(IReadOnlyList<string> Questions, string? Notice, bool IsSmallTalk);
