using System.Collections.Frozen;

namespace KneeBot.BotFramework;

/// <summary>Who sent a request, as far as it has been proved.</summary>
/// <param name="Kind">How it was proved.</param>
/// <param name="ServiceUrl">The service URL its token is for; null unless it is a channel.</param>
/// <param name="Endorsements">Channels its key speaks for.</param>
internal sealed record Caller(CallerKind Kind, string? ServiceUrl, FrozenSet<string> Endorsements)
{
    public static readonly Caller ThisMachine = new(CallerKind.ThisMachine, null, []);

    public static readonly Caller Emulator = new(CallerKind.Emulator, null, []);
}

internal enum CallerKind
{
    /// <summary>A program on this machine; nothing more is known.</summary>
    ThisMachine,

    /// <summary>The Bot Framework, by a token of its own.</summary>
    Channel,

    /// <summary>Somebody who has the bot's own secret.</summary>
    Emulator,
}

/// <summary>Who the caller is, or why it is refused: one of the two.</summary>
internal readonly record struct CallerCheck(Caller? Caller, Refusal? Refusal)
{
    public static CallerCheck Known(Caller caller) => new(caller, null);

    public static CallerCheck Refused(Refusal refusal) => new(null, refusal);
}

/// <summary>Decides who may send activities, and with what in them.</summary>
internal interface ICallerPolicy
{
    /// <summary>Looks at the request's headers and connection only.</summary>
    ValueTask<CallerCheck> CheckAsync(Microsoft.AspNetCore.Http.HttpContext context);

    /// <summary>Null, or why this caller may not send this activity.</summary>
    Refusal? Check(Caller caller, Activity activity);
}
