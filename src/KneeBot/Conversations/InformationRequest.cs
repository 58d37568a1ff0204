using System.Text.RegularExpressions;

namespace KneeBot.Conversations;

/// <summary>Reads "do you have info on clots", "anything about cysts?" and "sciatica information" as the one question they ask: "tell me about …".</summary>
internal static partial class InformationRequest
{
    /// <summary>The question; one that is no such request stays as it is.</summary>
    /// <param name="question">A question in lower case without commas.</param>
    public static string Plain(string question) =>
        (Request().Match(question) is { Success: true } request ? request : Trailing().Match(question)) is { Success: true } found
            ? "tell me about " + found.Groups["topic"].Value.Trim() + "."
            : question;

    [GeneratedRegex(@"^((hi|hello|hey|hiya|please|ok|so|and|well|um) )*((do|have|does|has|might|would|could|can|is|are|there|you|u|ya|i|im|me|we|here|got|get|gotta|have|need|want|like|looking|after|searching|find|read|give|show|see|any|some|more|the|a|an|this|site|page|for|to|out|where|know|please|may|your|of|there|just|really|bit|quick|general|basic|further) )*((info|infos|information|anything|something|stuff|articles?|details|facts|material|pages?|advice|guidance|bits?) ((here|there|please|at all|you have|you got|available) )*(on|about|regarding|concerning|for|around|of)|(read|read up|learn|know|find out|hear) (about|on)|what (can|could|do|does) (you|u|it|this|that|they|the|your|this|these|site|page|bot|articles?|website|guide| )+ (answer|tell me|tell us|tell|know|say|have|help with|cover) (about|on|regarding)) (?<topic>[\w' -]{2,60}?)( please| pls| plz| at all| here| on here| on this site)*[.?!]*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Request();

    [GeneratedRegex(@"^((hi|hello|hey|please|any|some|more|need|want|got|i|do|you|u|have|a|bit|of) )*(?<topic>[\w'-]+( [\w'-]+){0,3}) (info|information|facts|details)( please| pls| plz)*[.?!]*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Trailing();
}
