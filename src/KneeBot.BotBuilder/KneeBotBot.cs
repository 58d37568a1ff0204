using System.Security.Claims;
using System.Security.Principal;
using System.Text;
using KneeBot.BotFramework;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SdkActivity = Microsoft.Bot.Schema.Activity;

namespace KneeBot.BotBuilder;

/// <summary>
/// KneeBot as a bot of Microsoft's SDK: the SDK authenticates, delivers and refuses; KneeBot answers. Activities pass from one to the other
/// as JSON, so that what neither knows by name arrives all the same.
/// </summary>
/// <param name="turns">Answers, each activity once and the turns of a conversation in order.</param>
/// <param name="settings">Without a registration replies stay on this machine: the SDK would send them anywhere.</param>
public sealed class KneeBotBot(TurnQueue turns, BotSettings settings) : IBot
{
    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var isInvoke = turnContext.Activity.Type == ActivityTypes.Invoke;
        var json = Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(turnContext.Activity, HttpHelper.BotMessageSerializerSettings));
        if ((ActivityReader.Read(json, out var activity) ?? CheckService(turnContext.Activity.ServiceUrl)) is { } refusal)
        {
            if (isInvoke)
                await AnswerInvokeAsync(turnContext, refusal.Status, body: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Once begun, a turn is finished: channels hang up after 15 s, and no red flag is to be lost with a sender that has gone.
        var outcome = await turns.RunAsync(activity!, new ContextSink(turnContext, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        if (isInvoke)
            await AnswerInvokeAsync(turnContext, outcome.Status, outcome.Body?.GetRawText(), cancellationToken).ConfigureAwait(false);
        else if (outcome.Fault is { } fault)
            throw new InvalidOperationException($"The turn failed ({fault.Status}): {fault.Title}"); // the channel is to send it again
    }

    private Refusal? CheckService(string? serviceUrl) =>
        settings.Credentials is null && !string.IsNullOrEmpty(serviceUrl) ? LoopbackPolicy.CheckService(serviceUrl) : null;

    /// <summary>The SDK takes an invoke's answer as an activity of its own kind.</summary>
    private static async Task AnswerInvokeAsync(ITurnContext context, int status, string? body, CancellationToken ct) => await context.SendActivityAsync(
        new SdkActivity
        {
            Type = Microsoft.Bot.Schema.ActivityTypesEx.InvokeResponse,
            Value = new InvokeResponse { Status = status, Body = body is null ? null : JToken.Parse(body) },
        },
        ct).ConfigureAwait(false);

    /// <summary>Sends replies through the SDK.</summary>
    /// <param name="context">The turn's context.</param>
    /// <param name="gone">Says that nobody waits for the response any more.</param>
    private sealed class ContextSink(ITurnContext context, CancellationToken gone) : IActivitySink
    {
        private readonly ClaimsIdentity? _caller = context.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) as ClaimsIdentity;
        private readonly string? _audience = context.TurnState.Get<string>(BotAdapter.OAuthScopeKey);

        public bool ArrivesAtOnce => context.Activity.DeliveryMode != DeliveryModes.ExpectReplies;

        public async Task<Delivery> SendAsync(Activity activity, CancellationToken ct)
        {
            if (!ArrivesAtOnce && gone.IsCancellationRequested)
                return new Delivery(null, new Refusal(503, "The sender has gone.", "Send the activity again to get the replies."));
            var json = Encoding.UTF8.GetString(ActivityWriter.Write(activity));
            var message = JsonConvert.DeserializeObject<SdkActivity>(json, HttpHelper.BotMessageSerializerSettings)!;
            try
            {
                return new Delivery(await SendAsync(message, ct).ConfigureAwait(false));
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                return new Delivery(null, new Refusal(502, "The connector did not take the reply.", $"The SDK reports {e.GetType().Name}."));
            }
        }

        /// <summary>What comes when the turn is over and its context closed, such as a late red flag, goes out in a context of its own.</summary>
        private async Task<string?> SendAsync(SdkActivity message, CancellationToken ct)
        {
            try
            {
                return (await context.SendActivityAsync(message, ct).ConfigureAwait(false))?.Id;
            }
            catch (ObjectDisposedException) when (_caller is not null)
            {
                string? id = null;
                await context.Adapter.ContinueConversationAsync(_caller, context.Activity.GetConversationReference(), _audience, SendLateAsync, ct).ConfigureAwait(false);
                return id;

                async Task SendLateAsync(ITurnContext late, CancellationToken token) =>
                    id = (await late.SendActivityAsync(message, token).ConfigureAwait(false))?.Id;
            }
        }
    }
}
