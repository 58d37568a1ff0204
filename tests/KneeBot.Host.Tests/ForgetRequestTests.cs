using KneeBot.BotFramework;

namespace KneeBot.Host.Tests;

public sealed class ForgetRequestTests
{
    [Theory]
    [InlineData("forget me")]
    [InlineData("Forget me!")]
    [InlineData("forget  me")]
    [InlineData(" FORGET\nME ")]
    [InlineData("forget me please")]
    [InlineData("please forget me")]
    [InlineData("Please, forget me. Thanks!")]
    [InlineData("could you please forget me?")]
    [InlineData("for\u200Bget me")]
    [InlineData("forget\u200Bme")]
    [InlineData("forget\u00A0me\u2026")]
    [InlineData("\uFEFFforget me now")]
    [InlineData("forget everything I said")]
    [InlineData("delete my data")]
    [InlineData("Please delete this conversation.")]
    [InlineData("erase our chat, thank you")]
    [InlineData("I'd like you to forget me")]
    public void ARequestToBeForgottenIsUnderstoodHoweverItIsWritten(string text) => ForgetRequest.Is(text).ShouldBeTrue();

    [Theory]
    [InlineData("forget me, I want to die")]
    [InlineData("forget me and my swollen calf?")]
    [InlineData("forget me. my chest hurts")]
    [InlineData("please forget me, I won't be here tomorrow")]
    [InlineData("everyone should just forget me")]
    [InlineData("don't forget me")]
    [InlineData("will you forget me")]
    [InlineData("forget me 😭")]
    [InlineData("forget me 999")]
    [InlineData("forget me not")]
    [InlineData("delete me")]
    [InlineData("forget it")]
    [InlineData("forget")]
    [InlineData("please")]
    [InlineData("")]
    [InlineData("forget me \ud83d")]
    [InlineData("what happens when I say forget me?")]
    public void WhatSaysMoreThanThatReachesTheGuardrails(string text) => ForgetRequest.Is(text).ShouldBeFalse();
}
