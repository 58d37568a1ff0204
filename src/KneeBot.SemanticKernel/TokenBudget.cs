using KneeBot.Answering;

namespace KneeBot.SemanticKernel;

/// <summary>Counts tokens by conversation and by day (UTC). What a call may cost is set aside before, and what it did cost is booked after.</summary>
internal sealed class TokenBudget(int perConversation, long perDay, TimeProvider time)
{
    private const int MaxConversations = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _conversations = new(StringComparer.Ordinal);
    private DateOnly _day;
    private long _today;

    /// <summary>Sets tokens aside.</summary>
    /// <exception cref="GenerationException">A budget is used up.</exception>
    public void Reserve(string conversation, int tokens)
    {
        lock (_lock)
        {
            Turn();
            var used = _conversations.GetValueOrDefault(conversation);
            if (_today + tokens > perDay)
                throw new GenerationException("the day's token budget is used up");
            if (used + tokens > perConversation)
                throw new GenerationException("the conversation's token budget is used up");
            Book(conversation, tokens);
        }
    }

    /// <summary>Corrects what was set aside to what was used.</summary>
    public void Settle(string conversation, int reserved, int used)
    {
        lock (_lock)
        {
            Turn();
            Book(conversation, used - reserved);
        }
    }

    /// <summary>Tokens of a text, roughly: four signs each.</summary>
    public static int Estimate(int length) => (length / 4) + 1;

    private void Book(string conversation, int tokens)
    {
        _today = Math.Max(0, _today + tokens);
        _conversations[conversation] = Math.Max(0, _conversations.GetValueOrDefault(conversation) + tokens);
    }

    private void Turn()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (today == _day && _conversations.Count <= MaxConversations)
            return;
        if (today != _day)
            _today = 0;
        _day = today;
        _conversations.Clear();
    }
}
