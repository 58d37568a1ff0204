using System.Text.RegularExpressions;

namespace KneeBot.Guardrails;

/// <summary>Conditions, injuries and probabilities named as the visitor's own.</summary>
internal static partial class PersonalLanguage
{
    private const string Condition = @"(?:\w*itis|\w+osis|\w+opathy|\w+algia|\w+oma|cysts?|tears?|torn|(?:blood )?clots?|dvt|embolism|fractures?|fractured|broken|sprain(?:ed)?|strain(?:ed)?|infection|infected|gout|cancer|tumou?rs?|ruptured?|injur(?:y|ies|ed)|syndrome|disease|disorder|dislocat(?:ion|ed)|sciatica|damaged?|(?:runner|jumper)'?s knee|loose body|nerve pain|(?:pinched|trapped) nerve|sepsis|heart attack|stroke)";
    private const string Hedge = @"(?:(?:most|very|probably|likely|almost|certainly|definitely|clearly|obviously|possibly|perhaps|surely|also|just|simply|really|actually|must|may|might|could|can|do|will|seem to|appear to|now|still) )*";

    // What follows "you have" is no condition when it is "to rest", "been", "had an operation" or "no tear".
    private const string NotAnOwner = @"(?!(?:to|been|had|not|no|never|seen|done|tried|any|already|recovered|finished|read|noticed|healed) )";

    /// <summary>"You have a torn meniscus", "you've got arthritis", "you may have a cyst".</summary>
    [GeneratedRegex(@"\byou(?: " + Hedge + @"(?:have|have got|got|have developed|developed)|'ve(?: got| developed)?) " + NotAnOwner + Hedge + @"(?:[\w'-]+ ){0,5}?" + Condition + @"\b")]
    public static partial Regex Have();

    /// <summary>"You are suffering from", "you're having a stroke".</summary>
    [GeneratedRegex(@"\byou(?:'re| are) " + Hedge + @"(?:suffering|having an? (?:heart|stroke|clot|allergic)|dealing with an? |looking at an? )|\byou " + Hedge + @"suffer from\b")]
    public static partial Regex Suffer();

    /// <summary>"That sounds like a clot", "your symptoms suggest gout", "your diagnosis is".</summary>
    [GeneratedRegex(
        @"\b(?:this|that|it|your (?:\w+ ){1,3}?)(?: )?(?:definitely |certainly |clearly |really )?(?:sounds?|looks?|seems?) (?:\w+ ){0,2}?(?:like|as if|as though|to be) (?:you\b|(?:[\w'-]+ ){0,4}?" + Condition + @"\b)" +
        @"|\b(?:your (?:\w+ ){0,2}(?:symptoms?|pain|swelling|signs?|description|history|lump|knee)|what you(?:'ve| have|'re| are)? (?:describe|described|describing|say|said|saying|wrote))\b[^.!?,;]*\b(?:suggests?|points? to|indicates?|consistent with|typical of|fits?|due to|caused by|because of|a sign of|signs of)\b[^.!?]*\b" + Condition + @"\b" +
        @"|\b(?:your|the likely|the most likely|my) diagnosis (?:is|would be|could be|here)\b|\bi (?:think|believe|suspect|would say|diagnose|am sure|'m sure)\b|\b(?:we|i) can rule out\b")]
    public static partial Regex Described();

    /// <summary>"You have torn your meniscus", "you probably sprained it".</summary>
    [GeneratedRegex(@"\byou(?:'ve)? " + Hedge + @"(?:have )?" + Hedge + @"(?:tore|torn|ruptured|broken|broke|fractured|sprained|strained|dislocated|pulled|damaged) (?:your|an?|the|it|something)\b")]
    public static partial Regex Tore();

    /// <summary>"You probably have", "your pain is most likely", "it is probably a".</summary>
    [GeneratedRegex(
        @"\byou(?:'ll| will|'re| are|'ve| have)? (?:(?:most|very|almost|quite) )?(?:probably|likely|certainly|definitely) (?:have|got|be|are|need|tore|torn|do|will|just|only|a|an|suffer\w*|dealing)\b|\b(?:probably|most likely|almost certainly),? you(?:'ve|'re| have| are| tore)\b" +
        @"|\byour (?:\w+ ){1,3}?(?:is|are|was|were|comes?|means?) (?:(?:most|very|almost|quite) )?(?:probably|likely|certainly|definitely)\b" +
        @"|\b(?:this|that|it|yours)(?:'s| is| was) (?:(?:most|very|almost|quite) )?(?:probably|likely|certainly|definitely) (?:just |only )?(?:an? (?!good|better|bad|safe|wise)|your\b|just\b|only\b|nothing\b)" +
        @"|\b(?:there is|there's) an? (?:\w+ )?(?:chance|probability|likelihood|possibility) (?:that )?you(?:'ve| have|r)\b|\bit(?:'s| is) (?:\w+ )?(?:un)?likely (?:that )?you\b" +
        @"|\byour (?:chances?|risk|odds|likelihood|probability) (?:of [^.,;!?]*)?(?:is|are) (?:(?:very|quite|pretty|fairly|extremely|really) )?(?:low|high|small|slim|good|minimal|negligible|tiny)\b")]
    public static partial Regex Probably();

    /// <summary>"You are unlikely to have a clot".</summary>
    [GeneratedRegex(@"\byou(?:'re| are) (?:\w+ )?(?:un)?likely\b")]
    public static partial Regex Likely();

    [GeneratedRegex(@"\b(?:if|when|after|before|than|during|because|without|unless|as you|with age)\b")]
    public static partial Regex Comparison();

    [GeneratedRegex(@"\d ?%|\b(?:percent|per cent)\b|\b(?:one|two|nine|\d+) (?:in|out of) (?:\d+|two|three|four|five|ten|twenty|a hundred)\b|\bfifty[ -]fifty\b|\b50[-/ ]50\b")]
    public static partial Regex Share();

    [GeneratedRegex(@"\b(?:you|your|yours|you're|you've)\b")]
    public static partial Regex You();

    [GeneratedRegex(@"\b(?:chances?|probab\w+|odds|likel\w+|unlikely|risk|sure|certain|confiden\w+|possib\w+)\b")]
    public static partial Regex ChanceWord();

    /// <summary>Words after which a clause only supposes, asks or tells apart, or says that something is no proof ("swelling alone does not mean that you have").</summary>
    [GeneratedRegex(@"\b(?:(?:if|when|whenever|whether|unless|until|once|in case|since|while|after|before|where|who|which|what|how|assume|know|think)|(?:does|do|need|may|might|did)(?: not|n't) (?:(?:always|necessarily|automatically|usually|by itself|on its own|alone) )*(?:mean|prove|show|imply))\b")]
    public static partial Regex Opener();
}

/// <summary>What tells a visitor not to worry.</summary>
internal static partial class Reassurance
{
    private const string Surely = @"(?:(?:just|only|probably|most likely|likely|almost|certainly|completely|totally|perfectly|entirely|absolutely|quite|all|really|definitely|still|going to be) )*";
    private const string NotBad = @"(?:harmless|benign|nothing\b|perfectly normal|completely normal|totally normal|perfectly safe|not (?:\w+ )?(?:serious|dangerous|harmful|life-threatening|urgent)|not an? (?:\w+ )?(?:emergency|problem|worry|concern|clot|dvt|fracture|tear|infection|cancer|tumou?r))";

    [GeneratedRegex(
        @"\b(?:nothing|not (?:something|anything)|isn't (?:something|anything)|not) (?:much |really |at all )?(?:to (?:worry|be worried|be concerned|fear|panic)\b)|\bnothing (?:serious|dangerous|sinister|bad|major)\b" +
        @"|\b(?:no need|not need|don't need|need not|needn't|not have|don't have|no reason|not necessary) to (?:worry|panic|be (?:worried|concerned|alarmed|afraid)|fear)\b|\bneedn't (?:worry|panic)\b" +
        @"|\b(?:don't|do not|not to|never) (?:worry|panic|be (?:worried|alarmed|afraid))\b|\bno worries\b|\brest assured\b|\b(?:no|not an?|not any|isn't an?|little) (?:cause|reason|grounds) for (?:concern|alarm|worry|panic)\b" +
        @"|\byour mind at (?:rest|ease)\b|\bcan (?:safely |just )?ignore\b|\bsafe(?:ly)? (?:to )?ignore\b|\beverything(?:'s| is| will be|'ll be) (?:fine|ok|okay|all right|alright)\b|\byou(?:'re| are) in no danger\b|\bnot in (?:any )?danger\b")]
    public static partial Regex Worry();

    [GeneratedRegex(@"\b(?:you(?:'re| are| will be|'ll be| should be)|your \w+(?:'s| is| will be|'ll be| should be)|(?:it|this|that)(?:'s| is| will be|'ll be| should be)) " + Surely + @"(?:fine|ok|okay|all right|alright|safe|good to go)\b(?! to | for | with )")]
    public static partial Regex YouAreFine();

    [GeneratedRegex(@"\b(?:yours|your (?:\w+ ){1,3}?)(?:'s| ?is| ?are) " + Surely + NotBad)]
    public static partial Regex YoursIsHarmless();

    [GeneratedRegex(@"\b(?:it|this|that|these|they)(?:(?:'s|'re| is| are| will be) " + Surely + NotBad + @"|(?: isn't| aren't) (?:\w+ )?(?:serious|dangerous|harmful|urgent))\b")]
    public static partial Regex ItIsHarmless();

    /// <summary>That something is rare, or that a sign need mean nothing.</summary>
    [GeneratedRegex(@"\b(?:not (?:a |an |very |so |that )*(?:common|usual|frequent|likely)|uncommon|rare(?:ly)?|unlikely|infrequent|not unusual|does(?: not|n't) mean|do(?: not|n't) mean|seldom|most (?:people|cases|of them) (?:do not|don't|are not|aren't))\b", RegexOptions.IgnoreCase)]
    public static partial Regex PlaysDown();

    /// <summary>Whether a sentence may comfort somebody who told of a danger sign: it plays down, calls something harmless or simple, or speaks of how it passes.</summary>
    public static bool Comforts(string sentence) => PlaysDown().IsMatch(sentence) || Harmless().IsMatch(sentence) || Passes().IsMatch(sentence);

    /// <summary>That something is not dangerous.</summary>
    [GeneratedRegex(@"\b((not|never|rarely|seldom|isn't|aren't|hardly ever) ((a|an|any|usually|normally|generally|in itself|very|at all) )*(dangerous|serious|harmful|life-threatening|worrying|urgent|danger|emergency)|harmless|benign|nothing (serious|to worry about|dangerous)|no (cause|reason|grounds) (for (concern|alarm|worry)|to worry)|no danger)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex Harmless();

    /// <summary>That something is simple, gets better, passes by itself or needs nothing done.</summary>
    [GeneratedRegex(
        @"\b(is|are|be|being) ((usually|mostly|often|generally|typically|quite|very|fairly|only|just|rather|almost|always) )*(simple|mild|minor|trivial|normal|temporary|short-lived|safe|painless)\b|\b(simple|minor|trivial) (cause|problem|matter)s?\b|\blittle (or no )?(discomfort|pain|danger|harm|risk)\b" +
        @"|(?<!(\bnot|n't|\bnever|\bwithout|\bno) )\b(get|gets|getting|got|feel|feels|feeling|become|becomes|becoming) ((much|a lot|gradually|slowly|already|soon) )*better\b" +
        @"|\b(usually|often|mostly|generally|typically|normally|mainly|in (most|many) (cases|people),? [^.;]{0,60}?|most( [\w'-]+){0,6}?|many( [\w'-]+){0,6}?) ((ease|heal|settle|subside|resolve|clear|fade|disappear|recover|improve)s?|pass(es)?|go(es)? away)\b" +
        @"|(?<!(\bnot|n't|\bnever|\bwithout|\bno) )\b(ease|heal|settle|subside|resolve|clear|fade|go|disappear|recover|improve|pass|vanish)(s|es)? ([\w'-]+ ){0,3}?(by itself|by themselves|on (its|their) own|without (treatment|help|an? \w+)|within (a|an|one|two|three|four|six|eight|\d|days|weeks)|in (a few|one|two|three|four|six|\d+) (days?|weeks?|months?)|over (the )?(next )?(days|weeks|months|time)|quickly|completely|soon)\b" +
        @"|\b(not|never|rarely|seldom|no|hardly|n't) ([\w'-]+ ){0,2}?(treatment|surgery|operation|doctor|scan|tests?|necessary|needed|required)\b[^.;]{0,25}?\b(necessary|needed|required|need)\b|\b(not|n't) (usually |normally |always |often |generally )?(necessary|needed|required)\b|\bneeds? no (treatment|help|doctor|surgery)\b|\b(can|may) (safely )?wait\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Passes();

    /// <summary>Words by which a sentence speaks of most people, not of the visitor.</summary>
    [GeneratedRegex(@"\b(?:usually|often|generally|typically|commonly|normally|rarely|sometimes|in most|in many|most of the time|for most|by itself|in itself|on its own|in general)\b")]
    public static partial Regex General();

    [GeneratedRegex(@"\b(?:do not|don't|won't|will not|needn't|need not|no need|not necessary|never|no reason)(?: need| have)? (?:to )?(?:see|call|visit|go to|ring|contact|bother) (?:an?|the|your) (?:\w+ )?(?:doctor|gp|hospital|emergency|er|physician|specialist|ambulance|clinic)\b")]
    public static partial Regex NoNeed();
}
