using System.Text.Json;
using System.Text.Json.Nodes;

namespace KneeBot.BotFramework.Channels;

/// <summary>
/// One reply that Teams shows while it is being written: progress lines first, then the text so far, then the whole message. Made for one
/// turn; its calls follow one another.
/// </summary>
/// <remarks>
/// Teams takes an update a second, at most two minutes long, in a chat with one person, and each text must begin with the one before. When
/// it takes no more, the reply goes out as an ordinary message: nothing is lost but the preview.
/// </remarks>
/// <param name="sink">Takes the updates.</param>
/// <param name="incoming">The message that is answered.</param>
/// <param name="time">Clock.</param>
public sealed class TeamsStreaming(IActivitySink sink, Activity incoming, TimeProvider time)
{
    /// <summary>Time from one update to the next.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.5);

    /// <summary>Teams ends a stream after two minutes; the last message needs a moment as well.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(110);

    /// <summary>Longest progress line in UTF-16 units.</summary>
    public const int MaxProgress = 1_000;

    private readonly long _began = time.GetTimestamp();
    private long? _sent;
    private int _sequence;
    private string? _id;
    private string _shown = "";
    private bool _isBroken;

    /// <summary>Whether this turn's reply may be streamed.</summary>
    public static bool Suits(IActivitySink sink, Activity incoming)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(incoming);
        return sink.ArrivesAtOnce && incoming.IsOn(ChannelIds.Teams) && !incoming.ExpectsReplies() && !TeamsInput.IsGroup(incoming);
    }

    /// <summary>Says what is being done; left out when an update went out a moment ago or text is shown already.</summary>
    public Task InformAsync(string progress, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(progress);
        return _shown.Length > 0 || !IsDue ? Task.CompletedTask : UpdateAsync(ShortText.Cut(progress, MaxProgress), "informative", ct);
    }

    /// <summary>Shows the text so far, all of it; left out when an update went out a moment ago, for the next one shows it too.</summary>
    public async Task ShowAsync(string textSoFar, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(textSoFar);
        if (!IsDue || textSoFar.Length <= _shown.Length || textSoFar.Length > TeamsRenderer.MaxText || !textSoFar.StartsWith(_shown, StringComparison.Ordinal))
            return;
        if (await UpdateAsync(textSoFar, "streaming", ct).ConfigureAwait(false))
            _shown = textSoFar;
    }

    /// <summary>The reply's first message, made the end of the stream; unchanged when there is no stream to end.</summary>
    public Activity Close(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_id is null || _isBroken || time.GetElapsedTime(_began) > Longest || message.Text?.StartsWith(_shown, StringComparison.Ordinal) != true)
            return message;
        return message with { Entities = [Information("final"), .. message.Entities ?? []] };
    }

    private bool IsDue =>
        !_isBroken && time.GetElapsedTime(_began) <= Longest && (_sent is not { } sent || time.GetElapsedTime(sent) >= Pace);

    private async Task<bool> UpdateAsync(string text, string kind, CancellationToken ct)
    {
        _sequence++;
        var update = incoming.Reply() with { Type = ActivityTypes.Typing, InputHint = null, Text = text, Entities = [Information(kind)] };
        var delivery = await sink.SendAsync(update, ct).ConfigureAwait(false);
        _sent = time.GetTimestamp();
        _id ??= delivery.Id;
        _isBroken = delivery.Fault is not null || _id is null;
        return !_isBroken;
    }

    private JsonElement Information(string kind)
    {
        var information = new JsonObject { ["type"] = "streaminfo", ["streamType"] = kind };
        if (_id is not null)
            information["streamId"] = _id;
        if (kind != "final")
            information["streamSequence"] = _sequence;
        return JsonSerializer.SerializeToElement(information);
    }
}
