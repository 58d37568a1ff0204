using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KneeBot.BotFramework;

/// <summary>Tells a visitor's request to be forgotten. A message that says anything besides is none, for it must reach the guardrails.</summary>
internal static partial class ForgetRequest
{
    private const int MaxLength = 200;

    /// <summary>What the widget calls its button.</summary>
    private const string WidgetEvent = "kneebot/forget";

    /// <summary>Whether the activity is the widget's button, pressed.</summary>
    public static bool IsButton(Activity activity) => activity.Is(ActivityTypes.Event) && activity.Name == WidgetEvent;

    /// <summary>Whether the text asks to be forgotten and says nothing else but courtesies.</summary>
    public static bool Is(string text) => text.Length <= MaxLength && Letters(text) is { } letters && Request().IsMatch(letters);

    /// <summary>
    /// The text's letters alone, lower case: spaces, punctuation and signs that nobody sees do not change what is asked. Null when it holds
    /// more than that, such as a number or an emoji, which may mean something.
    /// </summary>
    private static string? Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
                letters.Append(Rune.ToLowerInvariant(rune));
            else if (!Rune.IsWhiteSpace(rune) && !Rune.IsPunctuation(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark))
                return null;
        }

        return letters.ToString();
    }

    [GeneratedRegex(
        "^(hi|hello|hey|ok|okay|kneebot|bot|so|now|please|pls|plz|kindly|(can|could|would)you|i(woul)?d?(want|like|need)youto|thanks|thankyou)*" +
        "(forget(me|everything|everythingisaid|whatisaid|mydata|mymessages|(this|our|my|the)(conversation|chat))|(delete|erase|remove)(mydata|mymessages|everythingisaid|whatisaid|(this|our|my|the)(conversation|chat)))" +
        "(now|rightnow|please|pls|plz|kindly|ok|okay|kneebot|bot|thanks|thankyou|thx)*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Request();
}
