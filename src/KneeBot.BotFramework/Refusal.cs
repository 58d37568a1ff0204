namespace KneeBot.BotFramework;

/// <summary>Why a request is not served, for the one who sent it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">What is wrong, in a sentence.</param>
/// <param name="Detail">What to do about it.</param>
public sealed record Refusal(int Status, string Title, string Detail);
