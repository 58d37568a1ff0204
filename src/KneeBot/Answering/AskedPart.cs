using System.Text.RegularExpressions;

namespace KneeBot.Answering;

/// <summary>Parts what a visitor asks from what they tell: "lol my mate went on about his, anyway what even is a meniscus" asks "what even is a meniscus".</summary>
internal static partial class AskedPart
{
    private const int ShortestTold = 3;

    /// <summary>The asking sentences, each from where it asks, and the rest. A message that asks nothing is left whole.</summary>
    /// <param name="message">Words in lower case without commas, each sentence with its mark.</param>
    /// <param name="saysSomething">Whether words name anything an answer can be looked for by; a question that does not is not cut out.</param>
    public static (string Asked, string Told) Of(string message, Func<string, bool> saysSomething)
    {
        var asked = new List<string>();
        var told = new List<string>();
        foreach (var sentence in Sentences(message))
        {
            var at = Start(sentence, saysSomething);
            if (at > 0 && !saysSomething(sentence[at..]))
                at = 0;
            if (at < 0)
            {
                told.Add(sentence);
                continue;
            }

            asked.Add(sentence[at..]);
            if (at > 0)
                told.Add(sentence[..at].TrimEnd());
        }

        return asked.Count == 0 || !asked.Any(saysSomething) ? (message, "") : (string.Join(' ', asked), string.Join(' ', told));
    }

    /// <summary>Whether a sentence asks something.</summary>
    public static bool Asks(string sentence) => sentence.EndsWith('?') || Opener().IsMatch(sentence);

    /// <summary>The sentences, each with its mark; a mark inside a word ("4.5") ends nothing.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && !(text[i] is '.' or '?' or '!' && char.IsWhiteSpace(text[i + 1])))
                continue;
            if (text[start..(i + 1)].Trim() is { Length: > 1 } sentence)
                yield return sentence;
            start = i + 1;
        }
    }

    /// <summary>Where a sentence begins to ask; -1: it does not.</summary>
    private static int Start(string sentence, Func<string, bool> saysSomething)
    {
        if (!Asking().IsMatch(sentence) && Indirect().Match(sentence) is { Success: true } indirect && !IsPartOfIt(sentence[..indirect.Index]))
            return indirect.Groups["asked"].Index;
        if (Opener().IsMatch(sentence) || Condition().IsMatch(sentence))
            return Asks(sentence) ? 0 : -1;
        var turns = Turn().Matches(sentence).Concat(sentence.EndsWith('?') ? Inverted().Matches(sentence) : []);
        foreach (var turn in turns.OrderBy(turn => turn.Index))
        {
            var at = turn.Groups["asked"].Index;
            if (sentence.AsSpan(0, at).Count(' ') >= ShortestTold)
                return at;
        }

        return Asks(sentence) ? 0 : -1;

        // "Tests to find out why it hurts" asks for the tests; "my gran wants to know why it hurts" asks why.
        bool IsPartOfIt(string before) => before.EndsWith(" to ", StringComparison.Ordinal) && !Somebody().IsMatch(before) && saysSomething(before);
    }

    /// <summary>Who wants to know.</summary>
    [GeneratedRegex(@"\b(i|im|id|me|my|we|us|our|you|he|she|they|his|her|their|hi|hello|like|love|want|wants|wanted|need|needs|needed|trying|tries|keen|here|dying|curious|able)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Somebody();

    [GeneratedRegex(@"^(and |so |but |ok |also |then |please |well |or )*(what|whats|which|why|how|hows|when|where|who|whose|is|are|was|does|do|did|can|could|will|would|should|may|has|have|list|tell me|explain|name|any|i (want|would like) to know|is there)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Opener();

    /// <summary>A question word at the start: what follows is no reported question ("how do they know which one it is").</summary>
    [GeneratedRegex(@"^(and |so |but |ok |also |then |please |well |or )*(what|whats|which|why|how|hows|when|where|who|whose)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Asking();

    /// <summary>"I am dying to know what …", "can you explain how …".</summary>
    [GeneratedRegex(@"\b(know|knowing|wonder|wondering|wondered|tell (me|us)|telling me|explain|explaining|ask|asking|understand|figure out|work out|find out|idea|clue|curious|sure|hear|learn|remember|question|confused|puzzled|baffled|told)( (about|of|on|to|as|me|us|is|was|just|exactly|please|precisely|over))* (?<asked>(what|whats|why|how|where|when|which|who|whose|whether|if)\b.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Indirect();

    /// <summary>A question that a statement runs into: "… anyway what even is a meniscus", "… so does it go away", "my gran has one hows it treated".</summary>
    [GeneratedRegex(@"\b((?<asked>(what|whats|how|hows|why|where|wheres|when)( (even|actually|exactly|really|precisely|on earth|the heck|the hell|in the world|else|long|often|much|many|bad|big|soon|common|far|fast|quickly|serious|likely|dangerous|sort of \w+|kind of \w+))? (is|are|was|were|do|does|did|can|could|will|would|should|might|causes|caused|helps|happens|makes|means)\b)|(?<asked>(whats|hows|wheres|whos|whys)\b)|(anyway|anyways|so|but|basically|question|q|wondering|now|thing is|right|ok|just) (?<asked>(is|are|was|do|does|did|can|could|will|would|should|may|might) (it|they|that|this|these|those|there|you|people|we|i|one|a|an|the|your|some|any)\b))", RegexOptions.ExplicitCapture)]
    private static partial Regex Turn();

    [GeneratedRegex(@"\b((?<asked>(do|does|did|can|could|will|would|should|is|are) (it|they|that|this|these|those|there|you|people|we|i|someone|a|an|the)\b)|(so|but|and|anyway|anyways|basically) (?<asked>(do|does|did|can|could|will|would|should) \w+))", RegexOptions.ExplicitCapture)]
    private static partial Regex Inverted();

    /// <summary>A condition belongs to the question that follows it.</summary>
    [GeneratedRegex(@"^(and |so |but |ok |also |then |please |well |or )*(if|when|whenever|after|once|for|with|without|in|during|before|because|since|as|besides|apart|say|suppose|supposing|given|even|while|other than|except|among|of|at|on|from|by|to|compared)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();
}
