using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;

namespace KneeBot.Tests;

/// <summary>
/// Patterns are compiled with the program, which a pattern that never backtracks cannot be: it is put together at the start and holds about a
/// megabyte. So only those keep <see cref="RegexOptions.NonBacktracking"/> that a hostile text could keep busy.
/// </summary>
public sealed partial class PatternTests
{
    private const int Longest = 8_000; // characters of a message that are read

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // against milliseconds where a pattern does not run away

    public static TheoryData<string> Patterns() => [.. Backtracking().Select(found => found.Key)];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void NoTextKeepsAPatternBusy(string name)
    {
        var attribute = Backtracking()[name];
        var pattern = new Regex(attribute.Pattern, attribute.Options, Patience);
        string[] words = [.. Word().Matches(attribute.Pattern).Select(word => word.Value).Distinct()];
        string[] units =
        [
            .. words, .. words.Zip(words.Skip(1), (one, other) => one + " " + other),
            "a", "1", ".", "'", "( ", "1 ", "1.", "a'", "your knee", "you are", "(a", "what is a", "so ", "not a", "\u00a0",
        ];
        foreach (var unit in units)
            foreach (var between in (string[])[" ", ""])
                Should.NotThrow(() => pattern.Count(string.Concat(Enumerable.Repeat(unit + between, Longest / (unit.Length + between.Length)))), $"{name} on “{unit}{between}” again and again");
    }

    [Fact]
    public void PatternsAreFound() => Backtracking().Count.ShouldBeGreaterThan(40);

    private static Dictionary<string, GeneratedRegexAttribute> Backtracking() => typeof(KneeBotEngine).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Select(method => (Name: $"{method.DeclaringType!.Name}.{method.Name}", Attribute: method.GetCustomAttribute<GeneratedRegexAttribute>()))
        .Where(found => found.Attribute is { } attribute && !attribute.Options.HasFlag(RegexOptions.NonBacktracking))
        .ToDictionary(found => found.Name, found => found.Attribute!);

    [GeneratedRegex("[a-z]{2,}( [a-z]+)*")]
    private static partial Regex Word();
}
