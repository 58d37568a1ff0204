namespace KneeBot.BotFramework;

/// <summary>What an examination of the bot's registration found on one point.</summary>
/// <param name="Health">How it is.</param>
/// <param name="Point">What was looked at, in a word or two.</param>
/// <param name="Text">What was found and, unless all is well, what to do.</param>
public sealed record Finding(Health Health, string Point, string Text)
{
    internal static Finding Fine(string point, string text) => new(Health.Fine, point, text);

    internal static Finding Warn(string point, string text) => new(Health.Warning, point, text);

    internal static Finding Wrong(string point, string text) => new(Health.Wrong, point, text);
}

/// <summary>How a point of the bot's registration is.</summary>
public enum Health
{
    /// <summary>As it must be.</summary>
    Fine,

    /// <summary>Works now and may not later.</summary>
    Warning,

    /// <summary>The bot cannot work like this.</summary>
    Wrong,
}
