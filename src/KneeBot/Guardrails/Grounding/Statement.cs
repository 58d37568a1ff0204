namespace KneeBot.Guardrails.Grounding;

/// <summary>What a clause, or a sentence, states: its content, who does what, what is denied, and what must stay as it is.</summary>
internal sealed class Statement
{
    private static readonly HashSet<string> Auxiliaries = ["is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "can", "could", "may", "might", "must", "shall", "should", "will", "would"];
    private static readonly HashSet<string> Relatives = ["who", "that", "which", "whom"];
    private static readonly HashSet<string> Holders = ["people", "person", "persons", "patients", "someone", "those", "anyone", "runners", "athletes"];
    private static readonly HashSet<string> Prepositions = ["after", "to", "in", "with", "for", "during", "before"];
    public static readonly string[] Nowhere = ["behindknee"]; // where nearly everything is: no subject by itself
    private static readonly string[] Places = ["from", "to", "above", "below", "inside", "outside"];

    private readonly GroundingLexicon _lexicon;
    private readonly List<HashSet<string>> _limits = [];
    private int _pivot = -1;

    public Statement(GroundingLexicon lexicon, IReadOnlyList<Term> terms, string opener)
    {
        _lexicon = lexicon;
        Terms = terms;
        Opener = opener;
        Content = [.. terms.Where(term => term.IsContent).Select(term => term.Name)];
        Asides = [.. Inside(terms).Where(term => term.Role == Role.Marker).Select(term => term.Name)];
        Markers = [.. terms.Except(Inside(terms)).Where(term => term.Role == Role.Marker).Select(term => term.Name)];
        Numbers = [.. terms.Where(term => term.Role == Role.Number).Select(term => term.Name)];
        Divide();
        IsBackward = terms.Any(term => term.IsBackward) != Needs;
        Denied = [.. Enumerable.Range(0, terms.Count).Where(i => terms[i].Role == Role.Negator).Select(Scope)];
        DeniesAll = Enumerable.Range(1, Math.Max(terms.Count - 1, 0)).Any(i => terms[i].Name == "universal" && terms[i - 1] is { Role: Role.Negator, Name: "not" });
        IsDenied = terms.Any(term => term is { Role: Role.Negator, Name: "not" });
        Bind();
    }

    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The word that opens the clause ("if", "because", "but"); empty when none does.</summary>
    public string Opener { get; }

    public HashSet<string> Content { get; }

    /// <summary>How often, how surely, how many; what stands in parentheses left out.</summary>
    public HashSet<string> Markers { get; }

    /// <summary>The markers in parentheses.</summary>
    public HashSet<string> Asides { get; }

    public HashSet<string> Numbers { get; }

    /// <summary>What stands before the verb; empty when no verb is known.</summary>
    public HashSet<string> Subject { get; private set; } = [];

    /// <summary>What stands before "of" in the subject: "pain" in "the pain of a root tear"; empty when nothing does.</summary>
    public HashSet<string> Head { get; private set; } = [];

    /// <summary>What stands before the subject: "in osteoarthritis, …".</summary>
    public HashSet<string> Fronted { get; private set; } = [];

    /// <summary>Whether it begins with what something is done for: "to help a strained hamstring settle, …".</summary>
    public bool IsForPurpose { get; private set; }

    /// <summary>The verbs of what something is done for.</summary>
    public HashSet<string> Purpose { get; private set; } = [];

    /// <summary>Whether what stands before the verb says "behind the knee".</summary>
    public bool SubjectIsThere { get; private set; }

    /// <summary>What stands after the verb.</summary>
    public HashSet<string> Object { get; private set; } = [];

    /// <summary>Whether the effect is named before its cause.</summary>
    public bool IsBackward { get; }

    /// <summary>Whether its verb is "needs": what is needed comes after it.</summary>
    public bool Needs { get; private set; }

    /// <summary>Whether it says that one thing is another.</summary>
    public bool IsEquation { get; private set; }

    /// <summary>Whether it says that something "is why" something else is so.</summary>
    public bool IsReason { get; private set; }

    /// <summary>Whether it is turned as "here is where it hurts".</summary>
    public bool IsCleft { get; private set; }

    /// <summary>What is done to something, nobody says by whom: "irritat" in "the lining is irritated".</summary>
    public HashSet<string> DoneByNobody { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether its verb says that the subject helps, lets or makes something happen.</summary>
    public bool IsHelp { get; private set; }

    /// <summary>What stands after "with", "by" or "through" at its end.</summary>
    public HashSet<string> Means { get; private set; } = [];

    /// <summary>Whether its subject does what its verb says: "irritates", "can irritate".</summary>
    public bool IsActive { get; private set; }

    /// <summary>The verb's name, or the first content after an auxiliary; empty when no verb is known.</summary>
    public string Verb { get; private set; } = "";

    /// <summary>Markers that limit the subject ("most people", "pain only behind").</summary>
    public HashSet<string> SubjectMarkers { get; private set; } = [];

    /// <summary>Whether it begins with its verb, as instructions do.</summary>
    public bool IsInstruction { get; private set; }

    /// <summary>Whether it goes on with a verb that shares the auxiliary before: "can be uncomfortable and press on …".</summary>
    public bool IsBareVerb { get; private set; }

    /// <summary>Whether its subject is a pronoun, or missing.</summary>
    public bool LeansOn { get; private set; }

    /// <summary>Whether something is denied, not only avoided.</summary>
    public bool IsDenied { get; }

    /// <summary>Whether it says "not always" or "not every".</summary>
    public bool DeniesAll { get; }

    /// <summary>What each denial denies.</summary>
    public IReadOnlyList<HashSet<string>> Denied { get; }

    /// <summary>The first word of what is avoided or prevented.</summary>
    public IEnumerable<string> Prevented => Enumerable.Range(0, Terms.Count).Where(i => Terms[i] is { Role: Role.Negator, Name: "avoid" })
        .Select(i => Terms.Skip(i + 1).FirstOrDefault(term => term.IsContent).Name).OfType<string>();

    /// <summary>What stands after "from", "to", "above" and so on.</summary>
    public Dictionary<string, HashSet<string>> At { get; } = new(StringComparer.Ordinal);

    /// <summary>What people have in "people with".</summary>
    public HashSet<string> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>For each binding word, what it stands before.</summary>
    public Dictionary<string, HashSet<string>> Bound { get; } = new(StringComparer.Ordinal);

    /// <summary>What "very" stands before.</summary>
    public HashSet<string> Very { get; } = new(StringComparer.Ordinal);

    /// <summary>What "cause of", "sign of" and "source of" are of.</summary>
    public Dictionary<string, HashSet<string>> Of { get; } = new(StringComparer.Ordinal);

    /// <summary>For each verb, what stands after it up to the next one.</summary>
    public Dictionary<string, HashSet<string>> After { get; } = new(StringComparer.Ordinal);

    /// <summary>Whom or what the statement is limited to: "in runners", "with a stress reaction" in its subject, "needed for this".</summary>
    public IReadOnlyList<HashSet<string>> Limits => _limits;

    /// <summary>What is compared: the content before "than" or after "compared with".</summary>
    public HashSet<string>? Compared { get; private set; }

    /// <summary>The statement with words replaced by others that may stand for them.</summary>
    public Statement With(IReadOnlyDictionary<string, string> names) =>
        new(_lexicon, [.. Terms.Select(term => term.IsContent && names.TryGetValue(term.Name, out var name) ? term with { Name = name } : term)], Opener);

    /// <summary>Its last content words, which "which" and "who" of the next clause speak of.</summary>
    public IEnumerable<string> Tail => Terms.Where(term => term.IsContent).TakeLast(2).Select(term => term.Name);

    private void Divide()
    {
        IsBareVerb = Terms.Count > 1 && Terms[0].Text is "and" or "or" && Terms[1].IsVerb && !Terms[1].Text.EndsWith('s');
        var pivot = Pivot();
        if (pivot < 0)
        {
            LeansOn = !Terms.Take(4).Any(term => term.IsContent) || (Terms.Count > 1 && Terms[0].Text == "and" && Terms[1].IsVerb);
            return;
        }

        _pivot = pivot;
        var start = Begin(pivot);
        for (var i = 0; i < Terms.Count; i++)
            if (Terms[i].IsContent && i != pivot)
                (i >= start && i < pivot ? Subject : i > pivot ? Object : []).Add(Terms[i].Name);
        Head = ReadHead(start, pivot);
        Fronted = [.. Terms.Take(start).Where(term => term.IsContent).Select(term => term.Name)];
        IsForPurpose = start > 0 && Terms[0].Text == "to";
        if (IsForPurpose)
            Purpose = [.. Terms.Take(start).Where(term => term is { IsContent: true, IsVerb: true } && !IsParticiple(term.Text)).Select(term => term.Name)];
        SubjectIsThere = Subject.Overlaps(Nowhere);
        Subject.ExceptWith(Nowhere);
        Verb = Terms[pivot].IsContent ? Terms[pivot].Name : Terms.Skip(pivot).FirstOrDefault(term => term.IsContent).Name ?? "";
        var does = Terms.Skip(pivot).SkipWhile(IsQualifier).FirstOrDefault();
        IsActive = does is { IsContent: true, IsVerb: true } && !IsParticiple(does.Text);
        IsHelp = does.Text is "help" or "helps" or "make" or "makes" or "let" or "lets" or "allow" or "allows" || Terms[pivot].Text is "allows" or "allow";
        var with = Terms.ToList().FindLastIndex(term => term.Text is "with" or "by" or "through");
        Means = with > pivot ? [.. Terms.Skip(with).Where(term => term.IsContent).Select(term => term.Name)] : [];
        SubjectMarkers = [.. Terms.Take(Math.Max(pivot - 1, 0)).Where(term => term.Role == Role.Marker).Select(term => term.Name)];
        var second = Terms.Skip(pivot + 1).SkipWhile(IsQualifier).Take(3).ToArray();
        IsEquation = Terms[pivot].Text is "is" or "are" or "was" or "were" or "make" || (second is [{ Text: "be" }, var what, ..] && !(IsParticiple(what.Text) && !(second.Length > 2 && second[2].IsContent))) || Terms.Any(term => term.Text == "called");
        IsReason = IsEquation && Terms.Skip(pivot + 1).SkipWhile(term => term.Role is Role.Marker or Role.Free).FirstOrDefault().Text == "why";
        Needs = Terms[pivot].Name == "need" || (Auxiliaries.Contains(Terms[pivot].Text) && second is [{ Text: "need" or "require" }, ..]);
        IsCleft = IsEquation && pivot + 2 < Terms.Count && Terms.Skip(pivot).Take(4).Any(term => term.Text == "where");
        IsInstruction = Terms[pivot].IsVerb && !Terms[pivot].Text.EndsWith('s') && (pivot == 0 || Terms[pivot - 1].Role == Role.Break);
        LeansOn = Subject.Count == 0 && !IsInstruction && !Terms.Take(pivot).Any(term => term.Text == "there");
    }

    private HashSet<string> ReadHead(int start, int pivot)
    {
        for (var i = start; i < pivot && Terms[i].Text != "("; i++)
            if (Terms[i].Text == "of")
                return [.. Terms.Skip(start).Take(i - start).Where(term => term.IsContent && !_lexicon.Light.Contains(term.Name)).Select(term => term.Name)];
        return [];
    }

    /// <summary>Where the subject begins: after an adverbial that a comma ends.</summary>
    private int Begin(int pivot)
    {
        for (var i = pivot - 1; i > 0; i--)
            if (Terms[i] is { Role: Role.Break, Text: "," } && !Terms.Skip(i).Take(pivot - i).Any(term => term.Text is "and" or "or") && Terms.Skip(i).Take(pivot - i).Any(term => term.IsContent || term.Role == Role.Free))
                return i;
        return 0;
    }

    private int Pivot()
    {
        for (var i = 0; i < Terms.Count; i++)
            if (Terms[i].IsVerb && !Terms[i].Text.EndsWith('s') && Auxiliaries.Contains(Terms[i].Text) == false && (i == 0 || Terms[i - 1] is { Role: Role.Break, Text: "," })
                && !Terms.Take(i).Any(term => Auxiliaries.Contains(term.Text)) && (i == 0 || Prepositions.Contains(Terms[0].Text)))
                return i;
        var skip = 0;
        var seen = false;
        for (var i = 0; i < Terms.Count; i++)
        {
            var term = Terms[i];
            if (Relatives.Contains(term.Text) && seen)
                skip = 1;
            seen |= term.IsContent || term.Role is Role.Free;
            if (!Auxiliaries.Contains(term.Text.Split(' ')[0]))
                continue;
            if (skip == 0)
                return i;
            skip = 0;
            for (var next = i + 1; next <= i + 2 && next < Terms.Count; next++)
                if (Auxiliaries.Contains(Terms[next].Text) && Terms[next].Text is "had" or "been" or "have" or "not")
                    i = next;
        }

        for (var i = 0; i < Terms.Count; i++)
            if (Terms[i].IsVerb && (i == 0 || Terms.Take(i).Any(term => term.IsContent) || Terms[0].Text is "it" or "this" or "they" or "people" or "you" or "which" or "who" || Terms.Take(i).Any(term => Holders.Contains(term.Text))))
                return i;
        return -1;
    }

    private static bool IsQualifier(Term term) => term.Role is Role.Marker or Role.Negator;

    private static bool IsParticiple(string verb) => verb.EndsWith("ed", StringComparison.Ordinal);

    private static IEnumerable<Term> Inside(IReadOnlyList<Term> terms)
    {
        var depth = 0;
        foreach (var term in terms)
        {
            depth += term.Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth > 0)
                yield return term;
        }
    }

    private HashSet<string> Scope(int at)
    {
        if (at + 1 < Terms.Count && Terms[at + 1].Role == Role.Marker)
            return Content;
        var after = Terms.Skip(at + 1).TakeWhile(term => term.Role is not Role.Negator).Where(term => term.IsContent).Take(3).Select(term => term.Name).ToHashSet(StringComparer.Ordinal);
        return after.Count > 0 ? after : Terms.Take(at).Where(term => term.IsContent).TakeLast(2).Select(term => term.Name).ToHashSet(StringComparer.Ordinal);
    }

    private void Bind()
    {
        var inside = Inside(Terms).ToHashSet();
        if (_pivot >= 0 && Terms[_pivot].Text is "has" or "have" && Object.Contains("cause"))
            Set(Of, "cause").UnionWith(Subject);
        for (var i = 0; i < Terms.Count; i++)
        {
            if (Places.Contains(Terms[i].Text) && !inside.Contains(Terms[i]) && !(Terms[i].Text == "to" && i + 1 < Terms.Count && (Terms[i + 1].IsVerb || Terms[i + 1] is { Role: Role.Free, Text: not ("the" or "a" or "an" or "your" or "its" or "this") })))
                Set(At, Terms[i].Text).UnionWith(Following(i, 3));
            if (Holders.Contains(Terms[i].Text) && i + 1 < Terms.Count && (Terms[i + 1].Text == "with" || (i + 2 < Terms.Count && Terms[i + 1].Text == "who" && Terms[i + 2].Text is "have" or "has")))
                Held.UnionWith(Terms.Skip(i + 1).TakeWhile(term => !Auxiliaries.Contains(term.Text) || term.Text is "have" or "has").Where(term => term.IsContent && !term.IsVerb).Take(6).Select(term => term.Name));
            if (_lexicon.Binding.Contains(Terms[i].Name))
                Set(Bound, Terms[i].Name).UnionWith(Next(i));
            if (i + 1 < Terms.Count && Terms[i].Name is "cause" or "sourc" or "sign" or "risk" && Terms[i + 1].Text is "of" or "for")
                Set(Of, Terms[i].Name).UnionWith(Following(i + 1, 4));
            if (Terms[i] is { IsVerb: true, IsContent: true } && !(i + 1 < Terms.Count && Terms[i + 1].Text is "of" or "for" or "it" or "them" or "this"))
                Set(After, Terms[i].Name).UnionWith(Terms.Skip(i + 1).TakeWhile(term => !(term is { IsVerb: true, IsContent: true }) && term.Role != Role.Break).Where(term => term.IsContent).Take(4).Select(term => term.Name));
            if (i > 0 && Terms[i] is { IsVerb: true, IsContent: true } && IsParticiple(Terms[i].Text) && Terms[i - 1].Text is "is" or "are" or "be" or "was" or "were" && !(i + 1 < Terms.Count && Terms[i + 1].Text is "by" or "because" or "with"))
                DoneByNobody.Add(Terms[i].Name);
            Limit(i);
            if (Terms[i].Text == "very" && i + 1 < Terms.Count)
                Very.Add(Terms[i + 1].Name);
        }

        var than = Terms.ToList().FindIndex(term => term.Text == "than");
        var compared = Terms.ToList().FindIndex(term => term.Text is "compared");
        if (than >= 0)
            Compared = [.. Terms.Take(than).Where(term => term.IsContent).Select(term => term.Name)];
        else if (compared >= 0)
            Compared = [.. Terms.Skip(compared).SkipWhile(term => term.Text != ",").Where(term => term.IsContent).Select(term => term.Name)];
    }

    /// <summary>The content after a word, over commas, up to the next auxiliary.</summary>
    private HashSet<string> Widely(int at) =>
        [.. Terms.Skip(at + 1).TakeWhile(term => !Auxiliaries.Contains(term.Text)).Where(term => term.IsContent && !term.IsVerb).Take(6).Select(term => term.Name)];

    private void Limit(int i)
    {
        var next = Terms.Skip(i + 1).Where(term => term.Text is not ("a" or "an" or "the" or "this")).Take(1).Select(term => term).FirstOrDefault();
        var isGroup = Terms[i].Text is "in" or "among" && (next.Text is "runner" or "runners" || Holders.Contains(next.Text ?? ""));
        if (isGroup)
            _limits.Add(next.IsContent ? [next.Name] : Widely(i));
        else if (Terms[i].Text == "with" && i < _pivot && i > 0)
            _limits.Add(Widely(i));
        else if (Terms[i].Text == "for" && i > 0 && Terms[i - 1].Name == "need")
            _limits.Add([.. Terms.Skip(i + 1).Where(term => term.IsContent).Take(1).Select(term => term.Name)]);
    }

    /// <summary>The content after a word, up to the next preposition, verb or break.</summary>
    private IEnumerable<string> Following(int at, int most) => Terms.Skip(at + 1)
        .TakeWhile(term => term.Role != Role.Break && !Places.Contains(term.Text) && !Auxiliaries.Contains(term.Text) && term.Text is not ("in" or "with" or "also" or "on"))
        .Where(term => term.IsContent && term.Text != "also").Take(most).Select(term => term.Name);

    private IEnumerable<string> Next(int at) => Terms.Skip(at + 1)
        .TakeWhile(term => term.Role is Role.Content or Role.Break && term.Text is not (";" or ":"))
        .Where(term => term.IsContent && !_lexicon.Binding.Contains(term.Name)).Take(2).Select(term => term.Name);

    private static HashSet<string> Set(Dictionary<string, HashSet<string>> map, string key) =>
        map.TryGetValue(key, out var set) ? set : map[key] = new(StringComparer.Ordinal);
}
