using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>Tells a reader who writes about their own body from an author who writes about patients. Both say "I".</summary>
internal static partial class CommentVoice
{
    private const int JudgedLength = 600;

    /// <summary>Above 0: sounds like a reader's message, or like an answer to one; 2 is convincing. Below 0: an author's voice.</summary>
    public static int Judge(string message)
    {
        var text = (message.Length > JudgedLength ? message[..JudgedLength] : message).Replace('’', '\'').TrimStart();
        var score = 0;
        if (Greeting().IsMatch(text))
            score += 2;
        score += Math.Min(3, Own().Count(text) + Story().Count(text));
        if (Asking().IsMatch(text))
            score += 1;
        return score - 2 * Author().Count(text);
    }

    /// <summary>Whether the text begins as a message to somebody: "Hi", "Thanks for this", "Great article".</summary>
    public static bool IsAddressed(string message) => Greeting().IsMatch(message.Replace('’', '\'').TrimStart());

    [GeneratedRegex(@"^(hi|hello|hey|dear|hiya|good (morning|afternoon|evening|day)|greetings|thanks|thank you|thx|many thanks|(great|excellent|nice|good|wonderful|fantastic|very (helpful|informative|useful)|super helpful|awesome|brilliant) (article|post|read|info|information|blog|site|summary|explanation|stuff|write)|sorry to (hear|read)|so sorry|glad (to|it|you|this)|happy to (hear|help)|you'?re (very )?welcome|welcome|same here|me too|wow|@\w)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"\b(my|our) (own |poor |bad |other |left |right |entire |whole |lower |upper |dear |elderly |\d+[ -]years?[ -]old )*(knees?|legs?|calf|calves|thighs?|hamstrings?|doctors?|dr|gp|pcp|physios?|physiotherapist|physical therapist|surgeon|ortho|orthopedist|specialist|pt|pain|mri|x-?ray|xrays|scan|ultrasound|husband|wife|partner|mother|mom|mum|father|dad|son|daughter|brother|sister|grand\w+|friend|symptoms?|back|shoulders?|hips?|foot|feet|ankles?|heels?|hands?|wrists?|elbows?|neck|head|headaches?|migraines?|skin|eyes?|ears?|stomach|chest|heart|blood (pressure|sugar|test)|tooth|teeth|job|age|insurance|appointment|injury|cyst|surgery|operation|meds|medication|diagnosis|toddler|baby|kids?|sleep|allerg\w+|asthma|sinuses|sinus|nose|throat|cough|fever|rash|joints?|muscles?|tendons?|case|question|problem|situation|experience with)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Own();

    [GeneratedRegex(@"\bi('ve| have) (just |also |now |recently |only |really |never |always )*(had|been|got|noticed|tried|torn|suffered|developed|hurt|injured|a|an|this|these|the same|pain|swelling|no)\b|\bi (was|got|just got|am being|have been) (just |recently |finally )*(diagnosed|told|referred|injured|sent|scheduled|given|prescribed)\b|\bi('m| am) (a |an )?(\d\d\b|currently|having|experiencing|suffering|so|worried|scared|wondering|desperate|really|afraid|getting|in (so much |a lot of |constant |great )?pain|not sure|at a loss|also)|\bi (fell|twisted|slipped|tore|hurt|felt|woke|went|ran|noticed|started|stopped|tried|cannot|can't|couldn't|could not|didn't|did not|still|really|love|loved|wish|hope|just|too|live|wonder|found (this|your)|read (this|your)|had|did|took|used|feel|suffer|play)\b|\b(hurts|helped|bothers|kills|killing|worked for|for|works for) me\b|\bsame (problem|thing|issue|here|symptoms)\b|\b(your|this) (article|post|site|blog|page|website|reply|advice|comment|response|explanation)\b|\bthank(s| you)\b|\b(doc|doctor|dr\.? \w+),|\bgood luck\b|\bhope (this|that|it) helps\b|\bfeel better\b|\bplease (help|advise|reply|let me know)\b|\bsorry to hear\b", RegexOptions.IgnoreCase)]
    private static partial Regex Story();

    [GeneratedRegex(@"\b(should i|do i|can i|could i|would you|could (it|this|that) be|is (it|this|that) (possible|ok|okay|normal|safe|something)|what (can|should|would|do|could) (i|you)|how (long|do|can|should) (did|do|i|you|will)|any (advice|suggestions?|thoughts|help|tips|ideas?)|do(es)? (anyone|anybody|you)|has any(one|body)|did you|have you)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asking();

    [GeneratedRegex(@"\b(my|our) (patients?|practice|clinic|clients?|advice|office|patient's|colleagues?|residents|students|readers|team|approach|recommendation|rule)\b|\bi (often|usually|typically|generally|always|frequently|commonly|sometimes|rarely|also|never|routinely|strongly|will|would|tend to|like to)*\s*(see|treat|recommend|advise|tell|suggest|ask|prescribe|examine|counsel|order|inject|operate|refer|explain|encourage|remind|prefer|find that|teach) (a |an |my |the |many |most |them|people|patients|that|for|her|him|those|against|everyone|anyone|all|this|runners|athletes|starting|it|you)|\bin my (experience|office|view|opinion|practice|clinic|\d+ years)\b|\bas an? (doctor|physician|surgeon|nurse|therapist|physio\w*|dentist|coach|trainer|pediatrician|gp|dietitian|pharmacist|dermatologist|specialist)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Author();
}
