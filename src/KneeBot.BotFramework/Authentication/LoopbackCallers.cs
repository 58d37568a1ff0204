using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework;

/// <summary>Without a registration: programs on this machine, which get their replies on this machine.</summary>
internal sealed class LoopbackCallers : ICallerPolicy
{
    public ValueTask<CallerCheck> CheckAsync(HttpContext context) =>
        new(LoopbackPolicy.CheckCaller(context) is { } refusal ? CallerCheck.Refused(refusal) : CallerCheck.Known(Caller.ThisMachine));

    public Refusal? Check(Caller caller, Activity activity)
    {
        if (!string.IsNullOrEmpty(activity.ServiceUrl))
            return LoopbackPolicy.CheckService(activity.ServiceUrl);
        return activity.ExpectsReplies() || !TurnHandler.MayReply(activity)
            ? null
            : new Refusal(400, "The activity has no serviceUrl.", "Add \"serviceUrl\", where replies are sent, or \"deliveryMode\": \"expectReplies\" to get them in the response.");
    }
}
