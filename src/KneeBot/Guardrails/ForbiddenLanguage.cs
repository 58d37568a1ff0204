using System.Text.RegularExpressions;

namespace KneeBot.Guardrails;

/// <summary>A kind of language no answer may use.</summary>
/// <param name="Says">What is wrong with it, to follow the quoted sentence.</param>
/// <param name="Pattern">Finds it in folded text.</param>
internal sealed record ForbiddenLanguage(string Says, Regex Pattern)
{
    /// <summary>Opens a clause that only supposes it: it passes after one in the same clause ("if you have").</summary>
    public Regex? Opener { get; init; }

    /// <summary>Makes a sentence general, or leaves it to a professional: with it the whole sentence passes.</summary>
    public Regex? PassesWith { get; init; }

    /// <summary>What the sentence must hold besides.</summary>
    public IReadOnlyList<Regex> Needs { get; init; } = [];

    public static readonly IReadOnlyList<ForbiddenLanguage> All =
    [
        new("gives a dose", MedicineLanguage.Amount()),
        new("says how often to take a medicine", MedicineLanguage.OftenPattern()) { Needs = [MedicineLanguage.MedicinePattern()] },
        new("advises a medicine", MedicineLanguage.Advice()) { PassesWith = MedicineLanguage.LeftToAProfessional() },
        new("names a condition as the visitor's", PersonalLanguage.Have()) { Opener = PersonalLanguage.Opener() },
        new("names a condition as the visitor's", PersonalLanguage.Suffer()) { Opener = PersonalLanguage.Opener() },
        new("names a condition as the visitor's", PersonalLanguage.Described()),
        new("names an injury as the visitor's", PersonalLanguage.Tore()) { Opener = PersonalLanguage.Opener() },
        new("gives a probability about the visitor", PersonalLanguage.Probably()),
        new("gives a probability about the visitor", PersonalLanguage.Likely()) { Opener = PersonalLanguage.Opener(), PassesWith = PersonalLanguage.Comparison() },
        new("gives a probability about the visitor", PersonalLanguage.Share()) { Needs = [PersonalLanguage.You(), PersonalLanguage.ChanceWord()] },
        new("reassures", Reassurance.Worry()),
        new("reassures", Reassurance.YouAreFine()) { Opener = PersonalLanguage.Opener() },
        new("reassures", Reassurance.YoursIsHarmless()) { Opener = PersonalLanguage.Opener() },
        new("reassures", Reassurance.ItIsHarmless()) { Opener = PersonalLanguage.Opener(), PassesWith = Reassurance.General() },
        new("reassures", Reassurance.NoNeed()) { Opener = PersonalLanguage.Opener() },
    ];

    /// <summary>Whether a folded sentence uses it.</summary>
    public bool IsIn(string text)
    {
        if (PassesWith?.IsMatch(text) == true || !Needs.All(need => need.IsMatch(text)))
            return false;
        foreach (var match in Pattern.EnumerateMatches(text))
            if (Opener?.IsMatch(text[ClauseStart(text, match.Index)..match.Index]) != true)
                return true;
        return false;
    }

    private static int ClauseStart(string text, int before)
    {
        var start = before;
        while (start > 0 && text[start - 1] is not (',' or ';' or ':' or '.' or '!' or '?' or '(' or ')'))
            start--;
        return start;
    }
}

/// <summary>Doses, and advice to take a medicine.</summary>
internal static partial class MedicineLanguage
{
    private const string Medicine = @"(?:tablets?|pills?|capsules?|caplets?|doses?|puffs?|medicines?|medications?|meds|painkillers?|pain (?:reliever|killer|medicine|medication)s?|anti-? ?inflammator(?:y|ies)|nsaids?|antibiotics?|opioids?|paracetamol|acetaminophen|tylenol|ibuprofen|advil|nurofen|motrin|naproxen|aleve|aspirin|diclofenac|voltar(?:ol|en)|celecoxib|meloxicam|etoricoxib|co-?codamol|codeine|tramadol|morphine|oxycodone|hydrocodone|gabapentin|pregabalin|amitriptyline|duloxetine|predniso(?:ne|lone)|colchicine|allopurinol|methotrexate|warfarin|apixaban|rivaroxaban|heparin|blood thinners?|flucloxacillin|amoxicillin|doxycycline)";
    private const string Number = @"(?:\d+(?:[.,]\d+)?|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve)";
    private const string Range = Number + @"(?: ?(?:-|to|or) ?" + Number + ")?";
    private const string Small = @"\d[\d.,]* ?-?(?:g|grams?|grammes?|ml|millilit(?:re|er)s?)\b";

    // A unit before a slash is a laboratory value (6 mg/dl), not a dose.
    [GeneratedRegex(
        @"\b\d[\d.,]* ?-?(?:mgs?|mcg|µg|μg|iu)(?:[^/\w]|$)|\b(?:milligram(?:me)?|microgram(?:me)?)s?(?:[^/\w]|$)" +
        @"|\b" + Range + @" (?:[\w-]+ )?(?:tablets?|pills?|capsules?|caplets?|puffs?|teaspoons?|tablespoons?|spoonfuls?)\b" +
        @"|\b" + Small + @"(?: \w+){0,3} " + Medicine + @"\b|\b" + Medicine + @"(?: \w+){0,3} " + Small +
        @"|\b(?:dose|dosage) (?:is|of) (?:about |around |up to )?" + Number + @"\b|\b(?:maximum|max|usual|standard|recommended|daily) (?:daily |adult )?(?:dose|dosage) (?:is|of)\b")]
    public static partial Regex Amount();

    [GeneratedRegex(@"\b(?:(?:once|twice|thrice|" + Range + @" times) (?:a|per|each|every) (?:day|week)|(?:once|twice|" + Range + @" times) (?:daily|weekly)|every " + Range + @" (?:hours?|hrs?)|(?:once|twice|" + Range + @" times) in 24 hours)\b")]
    public static partial Regex OftenPattern();

    [GeneratedRegex(@"\b" + Medicine + @"\b")]
    public static partial Regex MedicinePattern();

    [GeneratedRegex(
        @"(?:^|[.!?,;:] ?|\b(?:you (?:should|can|could|may|might|must|need to|ought to)|please|try to|just|simply) )(?:also |then |safely |always )?(?:take|taking|use|swallow|double|stop|start|stop taking|start taking|keep taking|increase|reduce|skip|switch to|try) (?:(?:your|some|an?|the|more|extra|over-the-counter|regular|plain|oral|daily|dose|of) ){0,3}" + Medicine + @"\b")]
    public static partial Regex Advice();

    [GeneratedRegex(@"\b(?:prescrib\w*|prescription|pharmacists?|as directed|(?:ask|talk to|speak to|check with|consult|see|tell) (?:an?|your|the) (?:doctor|gp|surgeon|nurse|physician|clinician|specialist)s?|your (?:doctor|surgeon|gp|physician) (?:may|might|will|can|could|should))\b")]
    public static partial Regex LeftToAProfessional();
}
