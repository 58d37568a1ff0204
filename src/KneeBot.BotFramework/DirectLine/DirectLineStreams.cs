using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace KneeBot.BotFramework.DirectLine;

/// <summary><c>GET conversations/{id}/stream</c>: the conversation from a watermark, over a WebSocket, until either side closes it.</summary>
internal sealed class DirectLineStreams(
    ConversationRegistry conversations, StreamTickets tickets, DirectLineCallers callers, TimeProvider time, Func<CancellationToken> stopping)
{
    /// <summary>Longest wait for a page that does not take what is sent.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);

    /// <summary>Longest wait for a page to answer a close.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    /// <summary>Most bytes a page may send in all: pings are empty.</summary>
    private const int MaxReceived = 64 * 1024;

    private static readonly WebSocketAcceptContext Accept = new() { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>Serves the stream.</summary>
    public async Task<IResult> StreamAsync(HttpContext context, string id)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return DirectLineRefusal.Bad("This address is for a WebSocket. Without one, poll conversations/{id}/activities.").Send(context);
        if (tickets.Redeem(context.Request.Query["t"].ToString()) is not { } ticket || ticket.Conversation != id)
            return new DirectLineRefusal(403, "BadTicket", "The stream's address was used before or is older than a minute. GET conversations/{id} gives a new one.").Send(context);
        if (!callers.MayStream(ticket.Origin, context.Request))
            return DirectLineRefusal.OriginMismatch.Send(context);
        if (DirectLineEndpoints.ReadWatermark(context, out var watermark) is { } bad)
            return bad.Send(context);
        if (conversations.Find(id) is not { } conversation || conversation.Listen(watermark) is not { } listener)
            return DirectLineRefusal.ConversationNotFound.Send(context);
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(Accept).ConfigureAwait(false);
            await RunAsync(socket, listener, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            conversation.Leave(listener);
        }

        return Results.Empty;
    }

    /// <summary>Receiving is never cancelled, only broken off at the very end: cancelling it would break the socket before a close can be said.</summary>
    private async Task RunAsync(WebSocket socket, Listener listener, CancellationToken aborted)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var receiving = ReceiveAsync(socket, gone);
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(gone.Token, stopping()))
        {
            if (await SendAllAsync(socket, listener, over.Token).ConfigureAwait(false) is { } status)
                await CloseAsync(socket, status).ConfigureAwait(false);
        }

        await Task.WhenAny(receiving, Task.Delay(CloseLimit, time, CancellationToken.None)).ConfigureAwait(false);
        socket.Abort();
        await receiving.ConfigureAwait(false);
    }

    /// <summary>Sends until there is no more to send.</summary>
    /// <returns>How to close; null when the socket is broken.</returns>
    private async Task<WebSocketCloseStatus?> SendAllAsync(WebSocket socket, Listener listener, CancellationToken over)
    {
        try
        {
            while (await listener.Items.WaitToReadAsync(over).ConfigureAwait(false))
                await SendWaitingAsync(socket, listener).ConfigureAwait(false);
            return listener.End == StreamEnd.Ended ? WebSocketCloseStatus.NormalClosure : WebSocketCloseStatus.PolicyViolation;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return stopping().IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure;
        }
        catch (Exception e) when (IsBroken(e))
        {
            return null;
        }
    }

    private async Task SendWaitingAsync(WebSocket socket, Listener listener)
    {
        var kept = new List<byte[]>();
        int? watermark = null;
        while (listener.Items.TryRead(out var item))
        {
            if (item.Watermark is null)
            {
                await SendAsync(socket, kept, watermark).ConfigureAwait(false);
                await SendAsync(socket, [item.Activity], null).ConfigureAwait(false);
                continue;
            }

            kept.Add(item.Activity);
            watermark = item.Watermark;
        }

        await SendAsync(socket, kept, watermark).ConfigureAwait(false);
    }

    private async Task SendAsync(WebSocket socket, List<byte[]> activities, int? watermark)
    {
        if (activities.Count == 0)
            return;
        using var limit = new CancellationTokenSource(SendLimit, time);
        await socket.SendAsync(StreamFrame.Write(activities, watermark), WebSocketMessageType.Text, endOfMessage: true, limit.Token).ConfigureAwait(false);
        activities.Clear();
    }

    /// <summary>Pages only ping. What they send is not looked at; the end of it ends the stream.</summary>
    private static async Task ReceiveAsync(WebSocket socket, CancellationTokenSource gone)
    {
        var buffer = new byte[256];
        var received = 0;
        try
        {
            while (received <= MaxReceived)
            {
                var message = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                if (message.MessageType == WebSocketMessageType.Close)
                    break;
                received += message.Count;
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            // The page is gone; it comes back with its watermark.
        }

        await gone.CancelAsync().ConfigureAwait(false);
    }

    private async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status)
    {
        using var limit = new CancellationTokenSource(CloseLimit, time);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e))
        {
            // It is being closed; there is nobody to tell.
        }
    }

    private static bool IsBroken(Exception e) => e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException;
}
