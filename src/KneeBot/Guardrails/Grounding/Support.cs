namespace KneeBot.Guardrails.Grounding;

/// <summary>A sentence of an article with what its place adds: its headings, and what it leans on.</summary>
/// <param name="Reading">The sentence.</param>
/// <param name="Context">Content of its headings, its title, and of the sentence before when it begins with a pronoun.</param>
/// <param name="Labels">Labels of the corpus thesaurus that the sentence touches.</param>
/// <param name="Index">Its place in the passage.</param>
/// <param name="Antecedent">What it speaks of when it begins with a pronoun; empty when it does not.</param>
internal sealed record Evidence(Reading Reading, HashSet<string> Context, HashSet<string> Labels, int Index, HashSet<string> Antecedent)
{
    /// <summary>Whether it names what it is about by a pronoun.</summary>
    public bool HasPronoun { get; } = Reading.Whole.Terms.Any(term => term.Text is "it" or "its");
}

/// <summary>One claim of a generated sentence: a clause with its conditions.</summary>
internal sealed class Claim(Statement main, IReadOnlyList<Statement> conditions, Statement? subjectFrom, bool inherits = false)
{
    /// <summary>Whether it goes on after "and" without a subject of its own: what qualifies the first verb may qualify its verb too.</summary>
    public bool MayInherit => !inherits && main.LeansOn && subjectFrom is { Markers.Count: > 0 } && main.Opener is "and" or "or";

    /// <summary>The claim with all that qualifies the first verb.</summary>
    public Claim Inheriting() => new(main, conditions, subjectFrom, inherits: true);

    public Statement Main => main;

    public IReadOnlyList<Statement> Conditions => conditions;

    public IEnumerable<Statement> Parts => [main, .. conditions];

    public HashSet<string> Content { get; } =
        [.. main.Content.Concat(conditions.SelectMany(part => part.Content)).Concat(main.LeansOn && subjectFrom is not null ? subjectFrom.Subject : [])];

    public HashSet<string> Markers { get; } =
        [.. main.Markers.Concat(conditions.SelectMany(part => part.Markers)).Concat(main.LeansOn && subjectFrom is not null ? main.IsBareVerb || inherits ? subjectFrom.Markers : subjectFrom.SubjectMarkers : [])];

    public IReadOnlyList<HashSet<string>> Denied { get; } = [.. main.Denied.Concat(conditions.SelectMany(part => part.Denied))];

    public HashSet<string> Subject => main.LeansOn && subjectFrom is not null ? subjectFrom.Subject : main.Subject;

    /// <summary>The claim in other words.</summary>
    public Claim With(IReadOnlyDictionary<string, string> names) => new(main.With(names), [.. conditions.Select(part => part.With(names))], subjectFrom?.With(names), inherits);
}

/// <summary>Whether a sentence of an article says what a claim says; if not, why not.</summary>
internal sealed class Support(GroundingLexicon lexicon, Func<string, Evidence, bool> translates, Func<string, bool> isCommon, HashSet<(string Head, string Alias)> aliases)
{
    private const double OwnShare = 0.5, ConditionShare = 0.6;

    private const double ReplacedShare = 0.5;

    private static readonly HashSet<string> Causing = ["cause", "give", "bring", "produc", "make"];
    private static readonly HashSet<string> Helping = ["help", "allow", "let", "make"];
    private static readonly HashSet<string> Frequent = ["often", "usual", "most often", "superlative", "universal"];
    private static readonly HashSet<string> Seldom = ["uncommon", "rare"];
    private static readonly HashSet<string> HowCommon = ["often", "less common", "uncommon", "superlative", "probable"];
    private static readonly HashSet<string> LightVerbs = ["give", "bring", "produc", "provid", "offer", "make", "show", "exert"];
    private static readonly HashSet<string> Sides = ["side", "part", "region", "place"];

    /// <summary>Markers that a claim may have for one of the passage: they say the same or less.</summary>
    private static readonly (string Said, string Meant)[] Alike =
        [("said", "probable"), ("usual", "tend"), ("tend", "usual"), ("most often", "usual"), ("most often", "superlative"), ("uncommon", "rare")];

    /// <summary>Null when the evidence supports the claim; else the objection, and how far it got (0 to 1).</summary>
    public (string? Objection, double Progress) Judge(Claim claim, Evidence evidence)
    {
        if (claim.Content.Count == 0)
            return ("says nothing that could be traced", 0);
        return Replaced(claim, evidence) is { Count: > 0 } names ? JudgeWords(claim.With(names), evidence) : JudgeWords(claim, evidence);
    }

    /// <summary>Words of the claim that the evidence does not have, each with a word of the evidence that it may stand for; empty when too little else agrees.</summary>
    private Dictionary<string, string> Replaced(Claim claim, Evidence evidence)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var said = evidence.Reading.Whole.Content;
        if (claim.Content.Count(said.Contains) < ReplacedShare * claim.Content.Count)
            return names;
        if (claim.Content.Contains("knee") && !claim.Content.Contains("behindknee") && said.Contains("behindknee") && !said.Contains("knee"))
            names["knee"] = "behindknee";
        foreach (var name in claim.Content.Where(name => !Has(name, evidence)).OrderBy(lexicon.Light.Contains))
            if (said.FirstOrDefault(other => !claim.Content.Contains(other) && !names.ContainsValue(other) && (lexicon.Senses.AreNear(name, other) || AreAliases(name, other, claim))) is { } near)
                names[name] = near;
        return names;
    }

    /// <summary>"Inner meniscus" for "medial meniscus", where an article has "medial (inner)"; not where the claim sets it against "medial".</summary>
    private bool AreAliases(string name, string other, Claim claim) =>
        (aliases.Contains((name, other)) || aliases.Contains((other, name))) && !aliases.Any(pair => claim.Content.Contains(pair.Head) || (pair.Alias != name && claim.Content.Contains(pair.Alias)));

    private bool Has(string name, Evidence evidence) =>
        evidence.Reading.Whole.Content.Contains(name) || evidence.Context.Contains(name) || translates(name, evidence);

    private (string? Objection, double Progress) JudgeWords(Claim claim, Evidence evidence)
    {
        var said = evidence.Reading.Whole;
        var isVerbSaid = said.Terms.Any(term => term is { IsVerb: true, IsContent: true } && claim.Content.Contains(term.Name));
        var missing = claim.Content.Where(name => !(name == "need" && IsDoneWithout(claim, said)) && !(Has(name, evidence) && !(IsBorrowedVerb(name, claim) && !said.Content.Contains(name))) && !lexicon.Light.Contains(name) && !(isVerbSaid && LightVerbs.Contains(name)) && !(Causing.Contains(name) && Brings(claim, evidence.Reading))).ToArray();
        var progress = 0.8 * (1 - ((double)missing.Length / claim.Content.Count));
        if (missing.Length > 0)
            return ($"the passage does not say \"{string.Join(", ", missing)}\" there", progress);
        var own = claim.Content.Count(said.Content.Contains);
        if (own == 0 || own < OwnShare * claim.Content.Count(name => Has(name, evidence)))
            return ("only the headings say it", progress);
        if (claim.Main.Object.FirstOrDefault(name => !said.Content.Contains(name) && evidence.Context.Contains(name) && !Statement.Nowhere.Contains(name)) is { } borrowed
            && evidence.Antecedent.Count == 0 && !evidence.HasPronoun && said.Object.Any(name => !claim.Content.Contains(name)) && !claim.Subject.Contains(borrowed))
            return ($"only the headings say \"{borrowed}\"", progress);
        if (evidence.Antecedent.Count == 0 && !evidence.HasPronoun && claim.Subject.Count > 0 && claim.Main.Object.Except(Statement.Nowhere).ToArray() is { Length: > 0 } done && !done.Any(name => said.Content.Contains(name) || lexicon.Light.Contains(name)))
            return ($"only the headings say \"{done[0]}\"", progress);
        if (claim.Main.Object.Overlaps(Statement.Nowhere) && !said.Content.Overlaps(Statement.Nowhere) && claim.Main.Object.Contains("pain") && said.Object.Contains("pain") && said.Object.Any(name => !claim.Content.Contains(name)))
            return ("the passage says where else it hurts", progress);
        progress += 0.05;
        if (claim.Parts.SelectMany(part => part.Numbers).FirstOrDefault(number => !said.Numbers.Contains(number) && !IsOne(number, said) && !IsCounted(number, claim, said)) is { } odd)
            return ($"the number {odd.Trim()} is not in the passage", progress);
        var touched = Touched(claim, evidence.Reading);
        return (Marked(claim, touched, evidence.Reading) ?? Denials(claim, touched, evidence.Reading) ?? Condition(claim, evidence) ?? Arranged(claim, touched, evidence), progress + 0.05);
    }

    /// <summary>Whether a sentence that has all the claim's words, and no condition, arranges them in another way.</summary>
    public bool Turns(Claim claim, Evidence evidence) =>
        claim.Content.IsSubsetOf(evidence.Reading.Whole.Content) && !evidence.Reading.Clauses.Any(Reading.IsCondition) && Arranged(claim, Touched(claim, evidence.Reading), evidence) is not null;

    private string? Arranged(Claim claim, List<Statement> touched, Evidence evidence) =>
        Roles(claim, touched, evidence) ?? Mixed(claim, evidence.Reading) ?? Chosen(claim, evidence.Reading) ?? Unlimited(claim, touched) ?? Places(claim, evidence.Reading.Whole) ?? Bindings(claim, evidence.Reading);

    /// <summary>"Do not need surgery", where the passage has "recover without surgery".</summary>
    private static bool IsDoneWithout(Claim claim, Statement said)
    {
        for (var i = 0; i + 1 < said.Terms.Count; i++)
            if (said.Terms[i].Text == "without" && claim.Denied.Any(denied => denied.Contains("need") && denied.Contains(said.Terms[i + 1].Name)))
                return true;
        return false;
    }

    /// <summary>Whether a word says what the claim's subject does: what headings or the sentence before say is no support for that.</summary>
    private static bool IsBorrowedVerb(string name, Claim claim) => claim.Main.IsActive && claim.Main.Verb == name && claim.Subject.Count > 0;

    /// <summary>"One year", where the passage has "a year".</summary>
    private static bool IsOne(string number, Statement said) =>
        (number.EndsWith(" year", StringComparison.Ordinal) && said.Content.Contains("ag") && said.Numbers.Contains(number[..^4])) ||
        number.StartsWith("1 ", StringComparison.Ordinal) && number.Length > 2 && said.Content.Contains(number[2..]) && !said.Numbers.Any(other => other.EndsWith(number[1..], StringComparison.Ordinal));

    /// <summary>"Causes pain", where the passage says of the same thing that it hurts or that it is painful: no other verb, and nothing changes sides.</summary>
    private static bool Brings(Claim claim, Reading reading) =>
        !claim.Main.IsBackward && Causing.Contains(claim.Main.Verb) && claim.Subject.Count > 0 && reading.Clauses.Any(clause =>
            !clause.IsBackward && !clause.Terms.Any(term => (term is { IsVerb: true, IsContent: true } && term.Name != "pain") || term.Text is "after" or "before" or "when")
            && claim.Subject.IsSubsetOf([.. clause.Subject, .. clause.Fronted, .. reading.Clauses[0].Fronted])
            && claim.Main.Object.Except(Statement.Nowhere).All(name => Causing.Contains(name) || clause.Object.Contains(name) || clause.Verb == name || (clause.Fronted.Count + reading.Clauses[0].Fronted.Count > 0 && clause.Subject.Contains(name))));

    /// <summary>"Two nerves", where the passage names a nerve and another nerve, and the claim both.</summary>
    private static bool IsCounted(string number, Claim claim, Statement said)
    {
        if (number.Split(' ') is not [var count, var noun] || count is not ("2" or "3"))
            return false;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 1; i < said.Terms.Count; i++)
            if (Stemmer.Stem(said.Terms[i].Text) == noun && said.Terms[i - 1].IsContent)
                names.Add(said.Terms[i - 1].Name);
        return names.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) == count && names.IsSubsetOf(claim.Content);
    }

    /// <summary>The clauses that the claim speaks of: those with content of it that stands in no other clause.</summary>
    private static List<Statement> Touched(Claim claim, Reading reading)
    {
        if (reading.Clauses.Count <= 1)
            return [.. reading.Clauses];
        var first = reading.Clauses[0];
        HashSet<string> subject = [.. first.Subject, .. first.SubjectIsThere ? Statement.Nowhere : [], .. reading.Clauses.SelectMany(clause => clause.Held)];
        if (reading.Clauses.Any(clause => clause != first && clause.Verb.Length == 0 && !Reading.IsCondition(clause)))
            subject.Add(first.Verb);
        var touched = reading.Clauses.Where(clause => clause.Content.Any(name =>
            claim.Content.Contains(name) && !subject.Contains(name) && reading.Clauses.Count(other => other.Content.Contains(name)) == 1)).ToList();
        if (touched.Count == 0)
            touched.Add(reading.Clauses.MaxBy(clause => clause.Content.Count(claim.Content.Contains))!);
        return touched;
    }

    private static string? Marked(Claim claim, List<Statement> touched, Reading reading)
    {
        var objection = Marked(claim, touched, [.. touched.SelectMany(clause => Required(clause, reading))]);
        // "…, but it is possible": what leans on the clause before with nothing of its own.
        return objection is null || reading.Clauses.FirstOrDefault(clause => clause.Content.Count == 0 && clause.Markers.Count > 0) is not { } echo
            ? objection : Marked(claim, [echo], [.. Required(echo, reading)]) is null ? null : objection;
    }

    private static IEnumerable<string> Required(Statement clause, Reading reading) =>
        clause.LeansOn ? clause.Markers.Concat(reading.Clauses[0].SubjectMarkers) : clause.Markers;

    private static string? Marked(Claim claim, List<Statement> touched, HashSet<string> must)
    {
        var has = claim.Markers.ToHashSet(StringComparer.Ordinal);
        if (touched.Any(clause => clause.IsInstruction))
            has.Remove("should");
        if (claim.Main.IsInstruction)
            must.Remove("should");
        if (touched.Any(clause => clause.Content.Contains("need")) && !claim.Content.Contains("need"))
            has.Remove("must"); // "has to be seen" is "needs to be seen"
        if (claim.Parts.Any(part => part.Terms.Any(term => term.Text is "sometimes" or "occasionally")) && touched.Any(clause => clause.Terms.Any(term => term.Text is "may" or "might")) && has.Remove("some"))
            has.Add("possible");
        foreach (var (said, meant) in Alike)
            if (has.Contains(said) && !must.Contains(said) && must.Contains(meant) && !has.Contains(meant))
            {
                has.Remove(said);
                has.Add(meant);
            }

        if (has.Contains("possible") && !must.Contains("possible") && touched.Any(clause => clause.Of.ContainsKey("cause")))
            must.ExceptWith(HowCommon); // a common cause can cause it
        if (!must.Contains("universal") && claim.Main.DeniesAll && touched.Any(clause => clause.IsDenied))
        {
            has.Remove("universal"); // "not always" says less than "not"
            must.Remove("possible"); // and the same as "may not"
        }

        if (must.Contains("universal") && !has.Contains("universal") && has.Contains("possible") && claim.Parts.Any(part => part.IsDenied) && touched.Any(clause => clause.DeniesAll))
        {
            has.Remove("possible"); // "you can have it without swelling":
            must.Remove("universal"); // swelling is not always there
        }

        var isDenied = claim.Parts.Any(part => part.IsDenied) && !touched.Any(clause => clause.Terms.Any(term => term.Text == "no longer")); // "cannot" says more than "does not"
        // "Can relieve" says less than "relieves": nothing is claimed that the passage does not say.
        var added = has.Where(marker => (marker != "possible" || isDenied) && !must.Contains(marker) && !touched.Any(clause => clause.Asides.Contains(marker))).ToArray();
        var lost = must.Where(marker => !has.Contains(marker)).ToArray();
        return added.Length > 0 ? $"the passage does not say it so ({string.Join(", ", added)})"
            : lost.Length > 0 ? $"the passage qualifies it ({string.Join(", ", lost)})"
            : null;
    }

    /// <summary>Whether a sentence says outright that a claim without a denial is not so: all its words, the same frequencies, and "not"; or just its words, and "rarely" for "often".</summary>
    public static bool Denies(Claim claim, Evidence evidence) =>
        claim.Denied.Count == 0 && evidence.Reading.Clauses.Any(clause => clause is { IsDenied: true, DeniesAll: false }
            ? claim.Content.IsSubsetOf(clause.Content) && clause.Denied.Any(denied => denied.Overlaps(claim.Content)) && claim.Markers.SetEquals(clause.Markers)
            : claim.Markers.Overlaps(Frequent) && clause.Markers.Overlaps(Seldom) && claim.Content.SetEquals(clause.Content));

    private static string? Denials(Claim claim, List<Statement> touched, Reading reading)
    {
        var all = reading.Clauses.SelectMany(clause => clause.Denied).ToArray();
        if (claim.Denied.Count > all.Length)
            return "it denies more than the passage does"; // "never not always"
        if (claim.Parts.SelectMany(part => part.Prevented).Any(name => !all.Any(other => other.Contains(name))))
            return "it avoids what the passage does not avoid";
        foreach (var denied in claim.Denied)
            if (!all.Any(other => other.Overlaps(denied)))
                return "it denies what the passage does not deny";
        if (claim.Parts.Any(part => part.IsDenied) && reading.Clauses.Where(clause => clause.IsDenied).All(clause => clause.Content.Count(claim.Content.Contains) < 0.5 * clause.Content.Count))
            return "it denies more than the passage does";
        if (claim.Denied.Count > 0 && !claim.Content.Contains("full") && all.Any(denied => denied.Contains("full") && denied.Overlaps(claim.Content)))
            return "it denies more than the passage does"; // "cannot fully bend" is not "cannot bend"
        foreach (var denied in touched.SelectMany(clause => clause.Denied))
            if (denied.Overlaps(claim.Content) && !claim.Denied.Any(other => other.Overlaps(denied)))
                return "it leaves out a denial of the passage";
        return null;
    }

    private string? Condition(Claim claim, Evidence evidence)
    {
        var reading = evidence.Reading;
        foreach (var condition in reading.Clauses.Where(Reading.IsCondition))
            if ((condition.Compared ?? condition.Content) is { Count: > 0 } content && (content.Count(name => claim.Content.Contains(name)) < ConditionShare * content.Count || content.Any(name => !claim.Content.Contains(name) && !isCommon(name) && !IsBesideOne(name, condition, claim))))
                return "it leaves out a condition of the passage";
        if (reading.Clauses.Where(Reading.IsCondition).Any(condition => condition.Compared is null && Segments([condition]) is { Count: > 1 } parts && parts.Any(part => !part.Overlaps(claim.Content))))
            return "it leaves out a condition of the passage";
        if (claim.Conditions.Count == 0)
            return null;
        if (claim.Conditions.Any(part => part.Terms.Any(term => term.Text == "or")) && reading.Clauses.Any(part => Reading.IsCondition(part) && part.Terms.Any(term => term.Text == "and") && part.Terms.All(term => term.Text != "or")))
            return "it makes one condition of two enough";
        HashSet<string> conditional = [.. reading.Clauses.Where(Reading.IsCondition).SelectMany(part => part.Content)];
        HashSet<string> unconditional = [.. reading.Clauses.Where(clause => !Reading.IsCondition(clause)).SelectMany(part => part.Content)];
        var conditions = claim.Conditions.SelectMany(part => part.Content).ToHashSet(StringComparer.Ordinal);
        if (claim.Main.Content.Any(name => conditional.Contains(name) && !unconditional.Contains(name) && !conditions.Contains(name)))
            return "it moves a part of a condition";
        if (conditional.Count > 0 && claim.Main.Content.Any(name => conditional.Contains(name) && !unconditional.Contains(name))
            && claim.Conditions.SelectMany(part => part.Content).Any(name => unconditional.Contains(name) && !conditional.Contains(name)))
            return "it turns round a condition";
        return null;
    }

    /// <summary>"Ultrasound" stands for "ultrasound scan": a word right beside one that the claim has.</summary>
    private static bool IsBesideOne(string name, Statement condition, Claim claim)
    {
        for (var i = 0; i < condition.Terms.Count; i++)
            if (condition.Terms[i].Name == name && !condition.Terms[i].IsVerb && ((i > 0 && IsSaid(condition.Terms[i - 1], claim)) || (i + 1 < condition.Terms.Count && IsSaid(condition.Terms[i + 1], claim))))
                return true;
        return false;
    }

    private static bool IsSaid(Term term, Claim claim) => term.IsContent && claim.Content.Contains(term.Name);

    private static string? Roles(Claim claim, List<Statement> touched, Evidence evidence)
    {
        var reading = evidence.Reading;
        if (claim.Main.Verb == "cause" && !claim.Main.IsEquation && reading.Whole.Of.TryGetValue("cause", out var caused) && claim.Main.After.TryGetValue("cause", out var effect) && effect.Count > 0 && !claim.Main.IsBackward && !effect.Overlaps(caused))
            return "it turns round cause and effect";
        var clause = touched.Where(clause => !Reading.IsCondition(clause)).DefaultIfEmpty(touched[0]).MaxBy(clause => clause.Content.Count(claim.Content.Contains))!;
        var subject = Subject(clause, reading);
        if (subject.Count == 0 && clause.LeansOn && claim.Subject.Count > 0 && evidence.Antecedent.Count > 0 && !claim.Subject.Overlaps(evidence.Antecedent) && !claim.Subject.Overlaps(reading.Whole.Content))
            return "it says it of something else";
        var (before, first) = (claim.Main.IsInstruction ? claim.Main.Subject : claim.Main.Fronted, clause.IsInstruction ? clause.Subject : clause.Fronted);
        if (before.Overlaps(clause.Object.Except(first)) && claim.Main.Object.Overlaps(first.Except(clause.Object)))
            return "it turns round what comes first";
        if (claim.Main is { SubjectIsThere: true, IsActive: true, IsBackward: false } && claim.Subject.Count == 0 && !clause.IsBackward && Reversed(claim, reading.Whole, subject, isSameSubject: false) is { } does)
            return does;
        if (claim.Subject.Count == 0 || subject.Count == 0 || clause.IsInstruction || claim.Main.IsCleft)
            return null;
        if (clause.Object.Count == 0 && clause.Terms.Any(term => term.Text is "present") && subject.IsSubsetOf(claim.Main.Object))
            return null; // "swelling is not always present": not everyone has swelling
        if (touched.Any(part => part.Opener is "which" or "who" && claim.Subject.Count > 0 && claim.Subject.IsSubsetOf(Subject(part, reading))))
            return null;
        if (!clause.LeansOn && clause.Head.Count > 0 && !clause.Head.Overlaps(claim.Content) && claim.Subject.Overlaps(subject))
            return $"the passage says it of \"{string.Join(' ', clause.Head)}\"";
        var onlySubject = subject.Except(clause.Object).ToHashSet(StringComparer.Ordinal);
        var onlyObject = clause.Object.Except(subject).ToHashSet(StringComparer.Ordinal);
        var turned = claim.Main.IsBackward != clause.IsBackward;
        var crossed = claim.Subject.Overlaps(onlyObject) && claim.Main.Object.Overlaps(onlySubject);
        var straight = claim.Subject.Overlaps(onlySubject) && claim.Main.Object.Overlaps(onlyObject);
        if (claim.Main.IsForPurpose && claim.Main.Fronted.IsSubsetOf([.. clause.Object, clause.Verb]) && claim.Main.Object.IsSubsetOf(subject))
            return null;
        if (clause.IsForPurpose && claim.Subject.IsSubsetOf(clause.Object) && !claim.Main.Object.Overlaps(clause.Object.Except(clause.Fronted)) && clause.Purpose.Overlaps(claim.Content))
            return null; // "to help it settle, runners can shorten their stride": a shorter stride can help it settle
        if (IsTurnedByMeans(claim, clause, subject))
            return null;
        if ((claim.Main.IsHelp && !clause.IsHelp && claim.Subject.Overlaps(clause.Means)) || (clause.IsHelp && !claim.Main.IsHelp && claim.Main.Means.Overlaps(onlyObject) && claim.Subject.Overlaps(onlySubject)))
            return "it turns round who helps whom";
        var equation = claim.Main.IsEquation && clause.IsEquation;
        if (!turned && Reversed(claim, reading.Whole, subject, claim.Subject.Overlaps(onlySubject) && !claim.Subject.Overlaps(onlyObject)) is { } reversed)
            return reversed;
        if (turned)
            return straight && !crossed && claim.Main.Object.Any(name => name != claim.Main.Verb && name != clause.Verb && onlyObject.Contains(name)) ? "it turns round cause and effect" : null;
        if (claim.Main.Held.Count > 0 && claim.Main.Object.Except(claim.Main.Held).ToHashSet(StringComparer.Ordinal).Overlaps(onlySubject.Intersect(reading.Whole.Held)))
            return "it turns round who has what";
        if (equation && !claim.Main.IsReason)
            return null;
        if (claim.Subject.IsSubsetOf(clause.Object) && claim.Conditions.Any(part => subject.IsSubsetOf(part.Content)))
            return null; // "if people have a clot, their calf swells": most people with a clot have a swollen calf
        if (crossed)
            return "it turns round who does what";
        var said = clause.LeansOn ? subject.Concat(reading.Clauses[0].Object) : subject;
        return claim.Subject.Overlaps(said) || claim.Subject.IsSubsetOf(clause.Fronted) || claim.Subject.IsSubsetOf(reading.Clauses[0].Fronted) || (evidence.HasPronoun && claim.Subject.IsSubsetOf(evidence.Context)) ? null : "it says it of something else";
    }

    /// <summary>"The tendon heals with stretching" for "stretching helps the tendon to heal", and the other way round.</summary>
    private static bool IsTurnedByMeans(Claim claim, Statement clause, HashSet<string> subject) =>
        (clause.IsHelp && claim.Main.Means is { Count: > 0 } means && means.IsSubsetOf(subject) && claim.Subject.IsSubsetOf(clause.Object))
        || (claim.Main.IsHelp && clause.Means is { Count: > 0 } given && claim.Subject.IsSubsetOf(given) && claim.Main.Object.Where(name => !Helping.Contains(name)).All(name => subject.Contains(name) || name == clause.Verb || (clause.Object.Contains(name) && !given.Contains(name))));

    private static HashSet<string> Subject(Statement clause, Reading reading)
    {
        if (!clause.LeansOn)
            return clause.Subject;
        for (var i = 1; i < reading.Clauses.Count; i++)
            if (reading.Clauses[i] == clause && clause.Opener is "which" or "who")
                return [.. reading.Clauses[i - 1].Tail];
        return reading.Clauses[0].Subject;
    }

    /// <summary>"X is a cause of Y" turned to "Y is a cause of X", and what stands after a verb though the passage has it before.</summary>
    private static string? Reversed(Claim claim, Statement said, HashSet<string> subject, bool isSameSubject)
    {
        if (said.Of.TryGetValue("cause", out var effects) && said.Markers.Count > 0 && !claim.Content.Contains("cause") && claim.Subject.Count > 0 && claim.Subject.IsSubsetOf(effects))
            return "it turns round how often one causes the other";
        foreach (var (noun, names) in claim.Main.Of)
            if (said.Of.TryGetValue(noun, out var there) ? names.Any(name => subject.Contains(name) && !there.Contains(name)) : names.Overlaps(subject))
                return "it turns round cause and effect";
        foreach (var (verb, names) in claim.Main.After)
            if (verb is not ("lie" or "pass" or "cause") && said.After.TryGetValue(verb, out var after) && after.Count > 0 && !names.Overlaps(after) && names.Count > 0 && names.IsSubsetOf(said.Content))
                return $"\"{verb}\" has another object in the passage";
            else if (!isSameSubject && verb is not ("lie" or "pass") && said.After.ContainsKey(verb) && names.Any(name => subject.Contains(name) && !said.Object.Contains(name)))
                return "it turns round who does what";
        return null;
    }

    /// <summary>"Worn at night and taken off by day", where the passage has it the other way round: two parts each hold words of the same two parts.</summary>
    private static string? Mixed(Claim claim, Reading reading)
    {
        var verbs = reading.Whole.Terms.Where(term => term.IsVerb).Select(term => term.Name).ToHashSet(StringComparer.Ordinal);
        var said = Segments([reading.Whole]).Where(segment => segment.Count >= 2 && segment.Overlaps(verbs)).ToArray();
        if (said.Length < 2)
            return null;
        var mine = Segments(claim.Parts);
        for (var one = 0; one < said.Length; one++)
            for (var other = one + 1; other < said.Length; other++)
            {
                var (left, right) = (said[one].Except(said[other]).ToHashSet(StringComparer.Ordinal), said[other].Except(said[one]).ToHashSet(StringComparer.Ordinal));
                if (mine.Any(part => Crosses(part, left, right, verbs) || Crosses(part, right, left, verbs)))
                    return "it mixes what the passage keeps apart";
                if (mine.Count(part => part.Overlaps(left) && part.Overlaps(right) && !(left.IsSubsetOf(part) && right.IsSubsetOf(part))) >= 2)
                    return "it mixes what the passage keeps apart";
            }

        return null;
    }

    /// <summary>What the passage gives as a choice ("the same day or two days later"; "…, or it may be mild") is given as one.</summary>
    private static string? Chosen(Claim claim, Reading reading)
    {
        if (claim.Parts.Any(part => part.Opener is "or" || part.Terms.Any(term => term.Text is "or" or "either" or "between") || (part.Terms.Any(term => term.Text == "from") && part.Terms.Any(term => term.Text == "to"))))
            return null;
        foreach (var clause in reading.Clauses.Where(clause => clause.Opener == "or"))
            if (clause.Content.Any(name => claim.Content.Contains(name) && !reading.Clauses.Any(other => other != clause && other.Content.Contains(name)))
                && reading.Clauses.Any(other => other != clause && other.Content.Any(name => claim.Content.Contains(name) && !clause.Content.Contains(name) && !other.Subject.Contains(name))))
                return "it joins what the passage gives as a choice";
        var terms = reading.Whole.Terms;
        for (var i = 1; i + 1 < terms.Count; i++)
            if (terms[i].Text == "or" && terms.Skip(i + 1).Take(2).FirstOrDefault(term => term.Role == Role.Number) is { Name: { } number } && number.Split(' ') is [_, { Length: > 0 } unit]
                && terms[i - 1].Name == unit && (claim.Content.Contains(unit) || claim.Parts.Any(part => part.Numbers.Contains(number))))
                return "it leaves out one of two possibilities";
        return null;
    }

    /// <summary>The verb of one part with what stands beside the verb of the other: "worn at night".</summary>
    private static bool Crosses(HashSet<string> part, HashSet<string> left, HashSet<string> right, HashSet<string> verbs) =>
        right.Overlaps(verbs) && !part.Any(name => right.Contains(name) && verbs.Contains(name)) && part.Any(name => left.Contains(name) && verbs.Contains(name))
        && part.Any(right.Contains) && left.Any(name => !verbs.Contains(name)) && !part.Any(name => left.Contains(name) && !verbs.Contains(name));

    /// <summary>The content between the words that join.</summary>
    private static List<HashSet<string>> Segments(IEnumerable<Statement> parts)
    {
        var segments = new List<HashSet<string>> { new(StringComparer.Ordinal) };
        foreach (var part in parts)
        {
            foreach (var term in part.Terms)
                if (term.Text is "and" or "but" or ";")
                    segments.Add(new(StringComparer.Ordinal));
                else if (term.IsContent || term.Role == Role.Number)
                    segments[^1].Add(term.Name);
            segments.Add(new(StringComparer.Ordinal));
        }

        return [.. segments.Where(segment => segment.Count > 0)];
    }

    /// <summary>What the passage says of runners only, or of those with something, is not said of all.</summary>
    private static string? Unlimited(Claim claim, List<Statement> touched)
    {
        foreach (var limit in touched.SelectMany(clause => clause.Limits))
            if (limit.Count > 0 && !limit.Overlaps(claim.Content))
                return $"the passage says it with \"{string.Join(' ', limit)}\" only";
        return null;
    }

    private static string? Places(Claim claim, Statement said)
    {
        foreach (var place in new[] { "from", "to" })
            if (said.At.TryGetValue(place, out var given) && claim.Parts.Any(part => part.At.TryGetValue(place, out var named) && named.Count > 0 && !named.Overlaps(given) && named.IsSubsetOf(said.Content)))
                return $"the passage says something else after \"{place}\"";
        foreach (var (one, other) in new[] { ("from", "to"), ("to", "from"), ("above", "below"), ("below", "above"), ("inside", "outside"), ("outside", "inside") })
            if (claim.Parts.Any(part => part.At.TryGetValue(one, out var here) && said.At.TryGetValue(other, out var there)
                && here.Any(name => there.Contains(name) && !(said.At.TryGetValue(one, out var same) && same.Contains(name)))))
                return $"it turns round \"{one}\" and \"{other}\"";
        foreach (var (noun, there) in said.Of)
            if (there.Count > 0 && claim.Parts.Any(part => part.Of.TryGetValue(noun, out var named) && named.Count > 0 && !named.Overlaps(there)))
                return $"the passage says something else after \"{noun} of\"";
        if (claim.Main.Held.Count > 0 && said.Held.Count > 0 && !claim.Main.Held.Overlaps(said.Held))
            return "it says it of other people";
        if (claim.Main.Compared is not null && said.Compared is null)
            return "it compares what the passage does not compare";
        if (claim.Main.Compared is { } compared && said.Compared is { } before)
        {
            var after = said.Content.Except(before).ToHashSet(StringComparer.Ordinal);
            if (compared.Overlaps(after))
                return "it turns round a comparison";
        }

        return null;
    }

    private string? Bindings(Claim claim, Reading reading)
    {
        var said = reading.Whole;
        if (claim.Main is { IsActive: true, IsInstruction: false } && claim.Subject.Count > 0 && said.DoneByNobody.Contains(claim.Main.Verb))
            return $"the passage does not say who does it (\"{claim.Main.Verb}\")";
        foreach (var part in claim.Parts)
        {
            foreach (var (word, nouns) in part.Bound)
                if (nouns.Count > 0 && said.Bound.TryGetValue(word, out var there) && there.Count > 0 && !nouns.Overlaps(there) && !there.IsSubsetOf(Sides))
                    return $"\"{word}\" belongs to something else in the passage";
            if (part.Terms.Any(term => term.Text == "both") && !said.Terms.Any(term => term.Text is "both" or "and" or "two"))
                return "the passage does not say it of both";
            if (part.Very.FirstOrDefault(name => (said.Content.Contains(name) || said.Markers.Contains(name)) && !said.Very.Contains(name)) is { } very)
                return $"the passage does not say \"very\" of \"{very}\"";
        }

        return Narrowed(claim, reading) ?? Aliased(claim, reading);
    }

    /// <summary>Whether another sentence says just this, and of less: "a very large cyst can be drained".</summary>
    public bool Narrows(Claim claim, Evidence other, Evidence found) =>
        other != found && other.Reading.Whole.Content.Count <= found.Reading.Whole.Content.Count && claim.Content.IsSubsetOf(other.Reading.Whole.Content) && Narrowed(claim, other.Reading) is not null;

    /// <summary>What an article says of a large cyst is not said of cysts.</summary>
    private string? Narrowed(Claim claim, Reading reading)
    {
        var terms = reading.Whole.Terms.Where(term => term.IsContent).ToArray();
        for (var i = 0; i < terms.Length; i++)
        {
            if (!lexicon.Restricting.Contains(terms[i].Name))
                continue;
            var first = i;
            while (i + 1 < terms.Length && lexicon.Restricting.Contains(terms[i + 1].Name))
                i++;
            if (i + 1 >= terms.Length || !claim.Content.Contains(terms[i + 1].Name))
                continue;
            var narrowing = terms[first..(i + 1)].Select(term => term.Name).ToArray();
            if (!narrowing.Any(name => claim.Content.Contains(name) || aliases.Any(pair => pair.Head == name && claim.Content.Contains(pair.Alias))))
                return $"the passage says it of \"{string.Join(' ', narrowing)} {terms[i + 1].Name}\" only";
            if (narrowing.Any(name => reading.Whole.Very.Contains(name) && !claim.Parts.Any(part => part.Very.Contains(name))))
                return $"the passage says it of \"very {narrowing[0]} {terms[i + 1].Name}\" only";
        }

        return null;
    }

    /// <summary>"The medial meniscus is the outer one", where the passage says "medial (inner)" and "lateral (outer)".</summary>
    private static string? Aliased(Claim claim, Reading reading)
    {
        var headsAlone = reading.Aliases.Where(pair => claim.Content.Contains(pair.Head) && !claim.Content.Contains(pair.Alias)).ToArray();
        var aliasesAlone = reading.Aliases.Where(pair => claim.Content.Contains(pair.Alias) && !claim.Content.Contains(pair.Head)).ToArray();
        return headsAlone.Length > 0 && aliasesAlone.Length > 0 ? $"\"{aliasesAlone[0].Alias}\" is \"{aliasesAlone[0].Head}\" in the passage" : null;
    }
}
