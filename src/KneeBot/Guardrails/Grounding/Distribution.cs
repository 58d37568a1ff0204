namespace KneeBot.Guardrails.Grounding;

/// <summary>Takes a sentence that says several things at once apart: "A, B and C can cause pain" is three sentences, and each needs its support.</summary>
internal static class Distribution
{
    private const int MostParts = 6;

    private static readonly HashSet<string> Joined = ["if", "when", "once", "unless", "because", "although", "while", "but", "so", "than", "between", "both", "only", "together", "combination", "each", "who", "since", "more", "less", "before"];
    private static readonly HashSet<string> Anchors = ["include", "includes", "including", "after", "for", "with", "of", "cause", "causes", "are", "is", "from", "or", "at", "by", "like", "as", "behind", "lie", "lies", "contain", "contains"];
    private static readonly HashSet<string> Verbs = ["is", "are", "can", "may", "could", "might", "will", "have", "has", "contain", "contains", "do", "does", "cause", "causes", "usually", "often", "all", "sometimes", "also"];

    /// <summary>The ways in which the sentence can be taken apart; each is sentences that say the whole together. Empty when it says one thing.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(string sentence, GroundingLexicon lexicon)
    {
        var words = GroundingWords.Marked(sentence);
        if (words.Count > 0 && words[^1] == ".")
            words.RemoveAt(words.Count - 1);
        if (Turned(words) is { } turned)
            yield return [string.Join(' ', turned)];
        var objects = Objects(words, lexicon);
        foreach (var ways in new[] { Embedded(words, lexicon), Relative(words, lexicon), Subjects(words), objects, Narrowed(objects, words, lexicon) })
            if (ways is { Count: > 1 and <= MostParts })
                yield return [.. ways.Select(way => string.Join(' ', way))];
    }

    /// <summary>"X is a Y that is Z" says "X is a Y" and "X is Z".</summary>
    private static List<List<string>>? Relative(List<string> words, GroundingLexicon lexicon)
    {
        var verb = words.FindIndex(word => word is "is" or "are");
        var at = words.FindIndex(Math.Max(verb, 0), word => word is "that" or "which");
        if (verb < 1 || at < verb + 2 || at + 2 >= words.Count || !(Verbs.Contains(words[at + 1]) || lexicon.IsVerb(words[at + 1])) || words.Any(word => Joined.Contains(word)))
            return null;
        var end = words[at - 1] == "," ? at - 1 : at;
        return [words[..end], [.. words[..verb], .. words[(at + 1)..]]];
    }

    /// <summary>"X, a kind of Y, does Z" says "X is a kind of Y" and "X does Z"; so does "X, which is Y, does Z".</summary>
    private static List<List<string>>? Embedded(List<string> words, GroundingLexicon lexicon)
    {
        var open = words.IndexOf(",");
        var close = open < 1 ? -1 : words.IndexOf(",", open + 1);
        if (close < open + 3 || close + 2 >= words.Count || words.IndexOf(",", close + 1) >= 0 || words[..open].Any(Joined.Contains) || words[..open].Any(word => Verbs.Contains(word) || word is "and" or "or"))
            return null;
        var head = words[..open];
        var inside = words[(open + 1)..close];
        List<string>? aside = inside switch
        {
            ["which" or "who", ..] => [.. head, .. inside[1..]],
            ["a" or "an" or "the", ..] when !inside.Any(word => Verbs.Contains(word) || lexicon.IsVerb(word)) => [.. head, "is", .. inside],
            _ => null,
        };
        return aside is null ? null : [[.. head, .. words[(close + 1)..]], aside];
    }

    /// <summary>"After recent illness or surgery" says "after recent illness" and "after recent surgery".</summary>
    /// <param name="objects">The sentence taken apart by what stands after its verb or preposition.</param>
    /// <param name="words">The sentence.</param>
    /// <param name="lexicon">Knows which words narrow what follows them.</param>
    private static List<List<string>>? Narrowed(List<List<string>>? objects, List<string> words, GroundingLexicon lexicon)
    {
        if (objects is not { } parts || words.FindLastIndex(words.FindIndex(word => word is "," or "and" or "or"), word => Anchors.Contains(word)) is var anchor && parts[0].Count < anchor + 3)
            return null;
        var narrowing = parts[0][anchor + 1];
        return parts.Skip(1).All(part => part[anchor + 1] != narrowing) && lexicon.Narrows(narrowing) ? [parts[0], .. parts.Skip(1).Select(part => part.Take(anchor + 1).Append(narrowing).Concat(part.Skip(anchor + 1)).ToList())] : null;
    }

    /// <summary>"A hurts more than B" says "B hurts less than A".</summary>
    private static List<string>? Turned(List<string> words)
    {
        var than = words.IndexOf("than");
        var degree = than < 0 ? -1 : words.FindIndex(word => word is "more" or "less");
        var verb = words.FindIndex(word => word is "tend" or "tends" or "is" or "are" or "hurt" or "hurts");
        if (verb < 1 || degree < verb || than < degree || than + 1 >= words.Count || words.FindIndex(than, word => word is "," or "but" or "and" or "because") >= 0)
            return null;
        List<string> middle = [.. words[verb..degree], words[degree] == "more" ? "less" : "more", .. words[(degree + 1)..than]];
        return [.. words[(than + 1)..], .. middle, "than", .. words[..verb]];
    }

    private static List<List<string>>? Subjects(List<string> words)
    {
        var verb = words.FindIndex(Verbs.Contains);
        if (verb < 3 || words.Any(word => Joined.Contains(word)))
            return null;
        return Items(words[..verb]) is { Count: > 1 } items ? [.. items.Select(item => item.Concat(words[verb..]).ToList())] : null;
    }

    private static List<List<string>>? Objects(List<string> words, GroundingLexicon lexicon)
    {
        var mark = words.FindIndex(word => word is "," or "and" or "or");
        var anchor = mark < 0 ? -1 : words.FindLastIndex(mark, word => Anchors.Contains(word));
        if (anchor < 1 || anchor + 1 >= mark || words.Any(word => Joined.Contains(word)))
            return null;
        return Items(words[(anchor + 1)..]) is { Count: > 1 } items && !items.Any(item => HasVerb(item, lexicon)) ? [.. items.Select(item => words[..(Own(item) ? anchor : anchor + 1)].Concat(item).ToList())] : null;
    }

    private static bool HasVerb(List<string> item, GroundingLexicon lexicon) =>
        item.Where((word, i) => lexicon.IsVerb(word) && !(i > 0 && item[i - 1] is "a" or "an" or "the" or "any" or "no" or "not" or "without")).Any();

    /// <summary>Whether a part has a preposition of its own: "after an injury or even at rest".</summary>
    private static bool Own(List<string> item) => item.SkipWhile(word => word is "even" or "also" or "sometimes").FirstOrDefault() is "after" or "at" or "during" or "in" or "from" or "with" or "by" or "before" or "on";

    /// <summary>What commas, "and" and "or" join; null when a part is empty.</summary>
    private static List<List<string>>? Items(List<string> words)
    {
        var items = new List<List<string>> { new() };
        foreach (var word in words)
            if (word is "," or "and" or "or")
                items.Add([]);
            else
                items[^1].Add(word);
        items.RemoveAll(item => item.Count == 0);
        return items.Count > 1 ? items : null;
    }
}
