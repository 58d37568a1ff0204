using KneeBot.BotFramework.Channels;
using KneeBot.Guardrails;
using KneeBot.Texts;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Keeps limits from standing between a visitor in danger and the safety text.</summary>
internal sealed class DirectLineSafety(KneeBotEngine engine, TextCatalog texts, KneeBotOptions options)
{
    /// <summary>Whether a message raises a red flag by itself. A rail that fails counts as one.</summary>
    public bool IsRedFlag(Activity message) =>
        engine.Pipeline.Judge(new UserTurn("", message.Text ?? "", message.Locale)).Any(verdict => verdict.Severity >= Severity.SeeDoctor);

    /// <summary>The refusal, with what to do in danger and the numbers to call.</summary>
    public DirectLineRefusal With(DirectLineRefusal refusal, string? locale)
    {
        var region = texts.Region(options.RegionOf(locale, texts));
        return refusal with
        {
            Safety = texts["message-not-taken", ("number", region.Emergency)],
            Calls = PhoneCall.Fitting(Severity.UrgentCare, region),
        };
    }
}
