using System.Text.RegularExpressions;

namespace KneeBot.Answering;

/// <summary>"What causes a root tear" asks what leads to the tear; a sentence that says what the tear leads to is no answer to it.</summary>
internal static partial class Causes
{
    /// <summary>The words of a question beside those that ask for causes, "a root tear"; null when it asks for none.</summary>
    public static string? AskedOf(string question) => Asks().IsMatch(question) ? Beside().Replace(Asks().Replace(question, " "), " ") : null;

    /// <summary>What a sentence says that something leads to: its words behind the verb; null when it speaks of no effect.</summary>
    public static string? EffectIn(string sentence) => Leads().Match(sentence) is { Success: true } verb ? sentence[(verb.Index + verb.Length)..] : null;

    [GeneratedRegex(@"\b(what|which|whats)( (else|can|could|might|may|would|usually|normally|often|mostly|really|actually|exactly|things?|factors?|is|are|the|main|usual|common))* (causes?|brings? on|leads? to|triggers?|causing|the reasons? (of|for)|cause of|causes of|behind)\b|\b(causes?|reasons?) (of|for|behind)\b|^causes?\b|\bcauses?$|\b(why|how come|how) (do|does|did|would|can) (?=.*\b(happen|happens|occur|occurs|develop|develops|form|forms|come about|start|starts|begin|begins|tear|tears|get torn|gets torn|arise|arises)\b)|\bhow (do|does|did|can|would) (you|i|people|someone|somebody|one|they) get\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Asks();

    /// <summary>Words beside the thing that ask for nothing more.</summary>
    [GeneratedRegex(@"\b(happens?|occurs?|develops?|forms?|come about|starts?|begins?|tears?|get torn|gets torn|arises?|in the first place|usually|normally|mostly|please|pls)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Beside();

    /// <summary>A verb, "a cause of" or "is why"; not "the commonest cause in women", nor what causes "it".</summary>
    [GeneratedRegex(@"\b((?<!\b(a|an|the|this|that|one|only|other|another|common|commonest|usual|main|likely|possible|frequent|rare|important|known|leading|first|no) )(causes?|causing)|leads? to|leading to|results? in|brings? on|causes? (of|for)|(is|are) (why|the reason (for|why)))\b(?! (it|them|this|these|both)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Leads();
}
