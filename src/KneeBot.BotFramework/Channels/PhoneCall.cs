using System.Text.RegularExpressions;
using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.BotFramework.Channels;

/// <summary>A number to call with one tap.</summary>
/// <param name="Label">For a button: <c>Call 112</c>.</param>
/// <param name="Number">As it is read out: <c>116 123</c>.</param>
/// <param name="Tel">As a link: <c>tel:116123</c>.</param>
/// <param name="For"><c>emergency</c>, <c>advice</c> or <c>crisis</c>.</param>
public sealed partial record PhoneCall(string Label, string Number, string Tel, string For)
{
    /// <summary>Most numbers under one reply.</summary>
    public const int Most = 5;

    /// <summary>The numbers of a region that fit a reply, most urgent first.</summary>
    /// <param name="severity">How urgent it is; below <see cref="Severity.SeeDoctor"/> there are none.</param>
    /// <param name="region">The region's numbers.</param>
    public static IReadOnlyList<PhoneCall> Fitting(Severity severity, RegionNumbers region)
    {
        ArgumentNullException.ThrowIfNull(region);
        IEnumerable<PhoneCall> calls = severity switch
        {
            Severity.Crisis => [.. Of(region.Crisis, "crisis"), .. Of(region.Emergency, "emergency")],
            Severity.Emergency => Of(region.Emergency, "emergency"),
            Severity.UrgentCare or Severity.SeeDoctor => [.. Of(region.UrgentAdvice, "advice"), .. Of(region.Emergency, "emergency")],
            _ => [],
        };
        return [.. calls.DistinctBy(call => call.Tel).Take(Most)];
    }

    /// <summary>The numbers in a text such as <c>112 or 999</c>; what stands in parentheses is their name.</summary>
    private static IEnumerable<PhoneCall> Of(string text, string purpose) => Numbers().Matches(Parentheses().Replace(text, "")).Select(match =>
    {
        var number = match.Value.Trim(' ', '-');
        return new PhoneCall("Call " + number, number, "tel:" + new string([.. number.Where(c => char.IsAsciiDigit(c) || c == '+')]), purpose);
    });

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"\+?[0-9][0-9 -]+", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
