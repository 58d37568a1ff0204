namespace KneeBot.BotFramework;

/// <summary>Gives the bot's token for connectors.</summary>
public interface ITokenSource
{
    /// <summary>A token that is good for some minutes; null when there is no registration and none is needed.</summary>
    /// <exception cref="TokenException">None was to be had; the message says why.</exception>
    ValueTask<string?> GetAsync(CancellationToken ct);

    /// <summary>Says that a connector refused this token, so that it is not given again.</summary>
    void Discard(string token);
}

/// <summary>No token was to be had; the message says why and what to do.</summary>
public sealed class TokenException : Exception
{
    public TokenException() { }

    public TokenException(string message) : base(message) { }

    public TokenException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>Without a registration: replies stay on this machine and carry no token.</summary>
internal sealed class NoTokens : ITokenSource
{
    public ValueTask<string?> GetAsync(CancellationToken ct) => default;

    public void Discard(string token) { }
}
