namespace KneeBot.Guardrails.Grounding;

/// <summary>A sentence as the grounding rail reads it: as a whole, and clause by clause.</summary>
internal sealed class Reading
{
    private static readonly HashSet<string> Openers = ["but", "because", "although", "though", "while", "whereas", "if", "when", "once", "unless", "whenever"];
    private static readonly HashSet<string> AfterComma = ["so", "since", "as", "which", "who", "where", "and", "or", "then", "yet"];
    private static readonly HashSet<string> Conditions = ["if", "when", "once", "unless", "whenever"];
    private static readonly HashSet<string> Verbs = ["is", "are", "was", "were", "has", "have", "can", "could", "may", "might", "must", "should", "will", "does", "do"];
    private static readonly HashSet<string> Determiners = ["the", "a", "an", "no", "any", "without", "of", "in", "with", "some", "this", "their", "your", "its", "at", "from"];
    private static readonly HashSet<string> Starts = ["the", "a", "an", "it", "they", "this", "these", "that", "people", "you", "its", "their"];
    private static readonly HashSet<string> Adverbs = ["sometimes", "perhaps", "often", "rarely", "usually", "maybe", "possibly", "may", "might", "can", "could", "is", "are", "generally", "seldom", "never", "always"];

    public Reading(GroundingLexicon lexicon, string text)
    {
        Text = text;
        var words = GroundingWords.Marked(text);
        var terms = new List<Term>();
        var clauses = new List<Statement>();
        foreach (var (clause, opener) in Split(lexicon, words))
        {
            var read = Terms(lexicon, clause);
            if (read.Any(term => term.Role is not (Role.Break or Role.Free)))
                clauses.Add(new Statement(lexicon, read, opener));
            terms.AddRange(read);
        }

        Clauses = clauses;
        Whole = new Statement(lexicon, terms, "");
        Aliases = ReadAliases(terms);
        IsCausal = words.Any(word => word is "because" or "so" or "since" or "therefore" or "why" or "thus" or "hence" or "reason") || Whole.Content.Contains("cause");
    }

    public string Text { get; }

    public Statement Whole { get; }

    public IReadOnlyList<Statement> Clauses { get; }

    /// <summary>What parentheses explain: the explanation and the word before it.</summary>
    public IReadOnlyList<(string Head, string Alias)> Aliases { get; }

    /// <summary>Whether it says that one thing is so because of another.</summary>
    public bool IsCausal { get; }

    public static bool IsCondition(Statement clause) => Conditions.Contains(clause.Opener);

    private static List<Term> Terms(GroundingLexicon lexicon, List<string> words)
    {
        var terms = new List<Term>();
        var run = new List<string>();
        foreach (var word in words.Append("."))
        {
            if (char.IsLetterOrDigit(word[0]) || word[0] == '%')
            {
                run.Add(word);
                continue;
            }

            lexicon.Read(run.ToArray(), terms);
            run.Clear();
            if (word != ".")
                terms.Add(new Term(Role.Break, word, word));
        }

        return terms;
    }

    private static IEnumerable<(List<string> Clause, string Opener)> Split(GroundingLexicon lexicon, List<string> words)
    {
        var clause = new List<string>();
        var opener = words.Count > 1 && words[1] != "of" && (Openers.Contains(words[0]) || words[0] is "since") ? words[0] : "";
        for (var i = 0; i < words.Count; i++)
        {
            if (clause.Count > 0 && Opens(lexicon, words, i, opener, clause) is { } next)
            {
                yield return (clause, opener);
                clause = [];
                opener = next;
            }

            clause.Add(words[i]);
        }

        yield return (clause, opener);
    }

    /// <summary>The opener of a clause that begins here; null when none does.</summary>
    private static string? Opens(GroundingLexicon lexicon, List<string> words, int at, string opener, List<string> clause)
    {
        var word = words[at];
        var before = words[at - 1];
        if (before is ";" or ":" or "." or "!" or "?")
            return Openers.Contains(word) ? word : "";
        if (word == "because" && at + 1 < words.Count && words[at + 1] == "of")
            return null;
        if (Openers.Contains(word) && !(word == "once" && before is "at") && clause.Any(w => w.Length > 2))
            return word;
        if (before == "," && !AfterComma.Contains(word) && words.Skip(at).Any(later => Verbs.Contains(later) || lexicon.IsVerb(later) || later is "consider" or "go" or "call" or "talk" or "ask" or "try" or "rest") && (Conditions.Contains(opener) || opener is "because" or "since" or "although" or "though" or "while"))
            return "";
        if (word == "that" && opener != "so" && clause.Contains("so") && HasVerb(lexicon, words, at + 1, 4))
            return "so";
        if (word == "where" && clause.Count > 1 && before is not ("is" or "are" or "be" or "place" or "places" or "from" or ",") && HasVerb(lexicon, words, at + 1, 6))
            return word;
        if (word is "and" or "or" && before != "," && Conditions.Contains(opener))
            return null;
        if (word == "and" && at + 1 < words.Count && (IsThird(lexicon, words[at + 1]) || (words[at + 1] == "then" && at + 2 < words.Count && IsThird(lexicon, words[at + 2]))))
            return word;
        if (opener.EndsWith('+') && (Verbs.Contains(word) || lexicon.IsVerb(word)))
            return "";
        if (before == "," && AfterComma.Contains(word) && (HasVerb(lexicon, words, word is "and" or "or" ? at + 2 : at + 1, 9) || (at + 1 < words.Count && Adverbs.Contains(words[at + 1]))))
            return word;
        if (word is "and" or "or" && at + 1 < words.Count && (Adverbs.Contains(words[at + 1]) || (Starts.Contains(words[at + 1]) && HasVerb(lexicon, words, at + 2, 6) && clause.Any(Verbs.Contains))))
            return Adverbs.Contains(words[at + 1]) && !clause.Any(w => Verbs.Contains(w) || lexicon.IsVerb(w)) ? word + "+" : word;
        return null;
    }

    private static bool IsThird(GroundingLexicon lexicon, string word) => word.EndsWith('s') && lexicon.IsVerb(word);

    private static bool HasVerb(GroundingLexicon lexicon, List<string> words, int at, int within) =>
        words.Skip(at).Take(within).TakeWhile(word => word is not ("," or ";" or ".")).Where((word, i) => Verbs.Contains(word) || (lexicon.IsVerb(word) && !(at + i > 0 && Determiners.Contains(words[at + i - 1])))).Any()
        || words.Skip(at).Take(within).TakeWhile(word => word is not (";" or ".")).Skip(1).Any(word => word.Length > 3 && Adverbs.Contains(word));

    private static List<(string, string)> ReadAliases(List<Term> terms)
    {
        var aliases = new List<(string, string)>();
        for (var i = 1; i + 2 < terms.Count; i++)
            if (terms[i].Text == "(" && terms[i - 1].IsContent && terms[i + 1].IsContent && terms[i + 2].Text == ")" && terms[i - 1].Name != terms[i + 1].Name)
                aliases.Add((terms[i - 1].Name, terms[i + 1].Name));
        return aliases;
    }
}
