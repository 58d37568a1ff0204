namespace KneeBot.Guardrails.Grounding;

/// <summary>Takes out of a sentence what it says beside its main statement.</summary>
internal static class ParenthesisReader
{
    private const int Around = 4;

    private static readonly HashSet<string> Ends = ["is", "are", "was", "were", "can", "may", "has", "have", "and", "or", "but", "which", "that", "usually", "often", "sometimes", "probably", "also", "rarely", "generally", "perhaps"];

    /// <summary>For each pair of parentheses, the words just before it, what is inside, and the words just after it.</summary>
    public static IEnumerable<string> Read(string sentence, GroundingLexicon lexicon)
    {
        var words = GroundingWords.Marked(sentence);
        for (var open = words.IndexOf("("); open >= 0; open = words.IndexOf("(", open + 1))
        {
            var close = words.IndexOf(")", open);
            if (close < 0)
                yield break;
            var before = words.Take(open).Reverse().TakeWhile(word => IsPlain(word)).Take(Around).Reverse();
            var after = words.Skip(close + 1).TakeWhile(word => IsPlain(word) && !lexicon.IsVerb(word)).Take(Around);
            yield return string.Join(' ', [.. before, "is", .. words[(open + 1)..close], .. after]);
        }
    }

    /// <summary>"The root is the place where the meniscus attaches" and "the places where it attaches are called roots" say "the meniscus attaches at the root"; null for other sentences.</summary>
    public static string? Place(string sentence)
    {
        var words = GroundingWords.Marked(sentence).Where(word => word != ".").ToList();
        var at = words.FindIndex(word => word is "place" or "places");
        if (at < 1 || at + 2 >= words.Count || words[at + 1] != "where")
            return null;
        if (words[at - 1] == "the" && at > 2 && words[at - 2] is "is" or "are")
            return string.Join(' ', [.. words[(at + 2)..], "at", .. words[..(at - 2)]]);
        var called = words.FindIndex(at, word => word == "called");
        return called > at + 3 && words[called - 1] is "is" or "are" ? string.Join(' ', [.. words[(at + 2)..(called - 1)], "at", .. words[(called + 1)..]]) : null;
    }

    /// <summary>What stands before a sentence's verb.</summary>
    public static string SubjectOf(string sentence, GroundingLexicon lexicon) =>
        string.Join(' ', GroundingWords.Marked(sentence).TakeWhile((word, i) => i == 0 || !(Ends.Contains(word) && word is not ("and" or "or") || word is "is" or "are" or "can" or "may" or "has" or "have" or "will" || lexicon.IsVerb(word))));

    private static bool IsPlain(string word) => char.IsLetterOrDigit(word[0]) && !Ends.Contains(word);
}
