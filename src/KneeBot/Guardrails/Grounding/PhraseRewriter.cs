namespace KneeBot.Guardrails.Grounding;

/// <summary>Writes phrases that English has several of in one way, in the article and in what is said about it, before they are read.</summary>
internal static class PhraseRewriter
{
    private const int PurposeReach = 8;

    /// <summary>What may stand before "symptoms of".</summary>
    private static readonly HashSet<string> Leading = ["the", "usual", "typical", "common", "main", "possible", "some"];

    /// <summary>What "it is … for something to happen" says of it.</summary>
    private static readonly HashSet<string> Modal = ["possible", "unusual", "usual", "common", "uncommon", "rare", "likely", "unlikely", "typical", "frequent"];

    private static readonly (string[] From, string[] To)[] Phrases =
    [
        .. Pairs(
            ("can no longer", "no longer"),
            ("loses the ability to", "no longer"),
            ("loses its ability to", "no longer"),
            ("plus", "and"),
            ("may or may not be", "is not always"),
            ("may or may not", "not always"),
            ("very painful", "severe pain"),
            ("extremely painful", "severe pain"),
            ("stays behind", "only behind"),
            ("stays in", "only in"),
            ("confined to", "only in"),
            ("limited to", "only in"),
            ("restricted to", "only in"),
            ("not have to", "not need to"),
            ("not always have to", "not always need to"),
            ("not usually have to", "not usually need to"),
            ("not a common", "uncommon"),
            ("not a frequent", "uncommon"),
            ("not common", "uncommon"),
            ("not commonly", "uncommon"),
            ("not often", "uncommon"),
            ("not frequent", "uncommon"),
            ("not frequently", "uncommon"),
            ("can all", "can"),
            ("could all", "can"),
            ("may all", "may"),
            ("might all", "may"),
            ("all put", "put"),
            ("all raise", "raise"),
            ("all increase", "raise"),
            ("hurts the most", "pain worst"),
            ("hurts most", "pain worst"),
            ("hurt most", "pain worst"),
            ("most painful", "pain worst"),
            ("greatest pain", "worst pain"),
            ("more likely", "higher risk"),
            ("likelier", "higher risk"),
            ("risk factors for", "higher risk of"),
            ("risk factor for", "higher risk of"),
            ("somewhere other than", "elsewhere not"),
            ("places other than", "elsewhere not"),
            ("other than", "not"),
            ("rather than", "not"),
            ("instead of", "not"),
            ("can be advised", "can be suggested"),
            ("can be recommended", "can be suggested"),
            ("in case of", "if"),
            ("in the event of", "if"),
            ("provided that", "if"),
            ("provided", "if"),
            ("as long as", "if"),
            ("soon as you can", "soon as you"),
            ("soon as they can", "soon as they"),
            ("soon as it can be", "soon as it is"),
            ("no need for", "not need"),
            ("no need to", "not need"),
            ("no substitute for", "not replace"),
            ("no replacement for", "not replace")),
    ];

    /// <summary>Rewrites the words in place.</summary>
    public static void Rewrite(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
            foreach (var (from, to) in Phrases)
                if (IsAt(words, i, from))
                {
                    words.RemoveRange(i, from.Length);
                    words.InsertRange(i, to);
                    break;
                }

        for (var i = 0; i + 1 < words.Count; i++)
            if (words[i] == "stops" && words[i + 1].EndsWith("ing", StringComparison.Ordinal))
            {
                words[i] = "no";
                words.Insert(i + 1, "longer");
            }

        Attribution(words);
        Extraposed(words);
        Purpose(words);
        Symptoms(words);
        Nowhere(words);
        if (words.Count > 2 && words[0] == "should" && words[1] is "the" or "a" or "an" or "your" or "you" or "this" or "it")
            words[0] = "if";
    }

    /// <summary>"According to the guide, …" and "the article says that …" are what every sentence says.</summary>
    private static void Attribution(List<string> words)
    {
        var at = words is ["according", "to", ..] ? 2 : 0;
        if (at < words.Count && words[at] is "the" or "this")
            at++;
        if (at == 0 || at + 2 >= words.Count || words[at] is not ("article" or "guide" or "text" or "page"))
            return;
        if (words[0] == "according" ? words[at + 1] == "," : words[at + 1] is "says" or "explains" or "notes" or "states" && words[at + 2] == "that")
            words.RemoveRange(0, words[0] == "according" ? at + 2 : at + 3);
    }

    /// <summary>"It is possible, but unusual, for a clot to hurt there" is "a clot to hurt there is unusual, but it is possible".</summary>
    private static void Extraposed(List<string> words)
    {
        if (words is not ["it", "is", ..])
            return;
        var at = words.FindIndex(2, word => word is "for" or "that");
        if (at < 3 || at + 2 >= words.Count || words.Skip(2).Take(at - 2).Any(word => !(Modal.Contains(word) || word is "," or "but" or "not" or "although" or "though" or "also" or "quite" or "very")))
            return;
        var how = words[2..at].WithoutLast(",");
        var joint = how.FindIndex(word => word is "but" or "although" or "though");
        var end = words.FindIndex(at, word => word is "but" or "although" or "though" or ";" or ".");
        end = end < 0 ? words.Count : end;
        var what = words[(at + 1)..end].WithoutLast(",");
        List<string> turned = joint < 1 ? [.. what, "is", .. how, .. words[end..]]
            : [.. what, "is", .. how[(joint + 1)..], ",", how[joint], "it", "is", .. how[..joint].WithoutLast(","), .. words[end..]];
        words.Clear();
        words.AddRange(turned);
    }

    /// <summary>The words without a mark at their end.</summary>
    private static List<string> WithoutLast(this List<string> words, string mark) => words.Count > 0 && words[^1] == mark ? words[..^1] : words;

    /// <summary>"So that they do not become stiff" is "to prevent them stiff".</summary>
    private static void Purpose(List<string> words)
    {
        for (var i = 0; i + 3 < words.Count; i++)
            if (words[i] == "so" && words[i + 1] == "that" && words.FindIndex(i, word => word == "not") is var not && not > i + 2 && not <= i + PurposeReach
                && words[not - 1] is "do" or "does" or "will" && words.FindIndex(i, not - i, word => word == ",") < 0)
            {
                words.RemoveRange(i, not - i + 1);
                words.InsertRange(i, ["to", "prevent"]);
            }
    }

    /// <summary>"Usual symptoms of a clot are pain and swelling" is "a clot usually causes pain and swelling".</summary>
    private static void Symptoms(List<string> words)
    {
        var at = words.FindIndex(word => word is "symptoms" or "signs");
        if (at < 0 || at + 1 >= words.Count || words[at + 1] != "of" || words.Take(at).Any(word => !Leading.Contains(word)))
            return;
        var verb = words.FindIndex(at, word => word is "are" or "include");
        if (verb < at + 3 || words.FindIndex(at, verb - at, word => word is "," or "that" or "who") >= 0)
            return;
        List<string> turned = [.. words[(at + 2)..verb], .. words[..at].Where(word => word != "the"), "causes", .. words[(verb + 1)..]];
        words.Clear();
        words.AddRange(turned);
    }

    /// <summary>"Radiates nowhere else" is "not radiates elsewhere".</summary>
    private static void Nowhere(List<string> words)
    {
        for (var i = 1; i + 1 < words.Count; i++)
            if (words[i] == "nowhere" && words[i + 1] == "else")
            {
                words.RemoveRange(i, 2);
                words.Insert(i, "elsewhere");
                words.Insert(i - 1, "not");
            }
    }

    private static bool IsAt(List<string> words, int at, string[] phrase)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var i = 0; i < phrase.Length; i++)
            if (words[at + i] != phrase[i])
                return false;
        return true;
    }

    private static IEnumerable<(string[] From, string[] To)> Pairs(params (string From, string To)[] pairs) =>
        pairs.Select(pair => (pair.From.Split(' '), pair.To.Split(' ')));
}
