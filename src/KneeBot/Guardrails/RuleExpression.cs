namespace KneeBot.Guardrails;

/// <summary>
/// The logic of a rule over concepts: <c>a &amp; b</c> both anywhere in the dialogue, <c>a ~ b</c> both in one sentence,
/// <c>a | b</c> either, <c>!a</c> not said, and parentheses. <c>~</c> binds tightest, then <c>&amp;</c>, then <c>|</c>.
/// </summary>
internal abstract class RuleExpression
{
    /// <summary>A mention in one of the dialogue's messages.</summary>
    internal readonly record struct Hit(int Turn, int Sentence, Mention Mention);

    /// <summary>The mentions that count, by concept.</summary>
    internal delegate IReadOnlyList<Hit> Lookup(string concept);

    public abstract IEnumerable<string> Concepts { get; }

    /// <summary>The expression in words: "a + b" both in one sentence, "a and b", "a or b", "not a".</summary>
    /// <param name="name">The words for a concept.</param>
    public string Describe(Func<string, string> name) => Describe(name, 0);

    /// <param name="name">The words for a concept.</param>
    /// <param name="binding">How tightly the surroundings bind: what binds less gets parentheses.</param>
    protected abstract string Describe(Func<string, string> name, int binding);

    private static string Enclose(string words, bool needed) => needed ? "(" + words + ")" : words;

    /// <summary>Every way in which the expression holds, as the mentions that make it so; none when it does not hold.</summary>
    public abstract IReadOnlyList<Hit[]> Solve(Lookup lookup);

    /// <summary>Whether enough is said at all for it to hold: false saves solving it.</summary>
    public abstract bool IsWithinReach(Lookup lookup);

    /// <exception cref="RuleFormatException">The text is not an expression.</exception>
    public static RuleExpression Parse(string text)
    {
        var parser = new Parser(text);
        var expression = parser.Or();
        parser.End();
        return expression;
    }

    private const int MaxSolutions = 24;

    private sealed class ConceptNode(string concept) : RuleExpression
    {
        public override IEnumerable<string> Concepts => [concept];

        protected override string Describe(Func<string, string> name, int binding) => name(concept);

        public override bool IsWithinReach(Lookup lookup) => lookup(concept).Count > 0;

        public override IReadOnlyList<Hit[]> Solve(Lookup lookup) => [.. lookup(concept).Take(MaxSolutions).Select(hit => new[] { hit })];
    }

    private sealed class NotNode(RuleExpression inner) : RuleExpression
    {
        public override IEnumerable<string> Concepts => inner.Concepts;

        protected override string Describe(Func<string, string> name, int binding) => "not " + inner.Describe(name, 3);

        public override bool IsWithinReach(Lookup lookup) => true;

        public override IReadOnlyList<Hit[]> Solve(Lookup lookup) => inner.Solve(lookup).Count == 0 ? [[]] : [];
    }

    private sealed class OrNode(RuleExpression left, RuleExpression right) : RuleExpression
    {
        public override IEnumerable<string> Concepts => left.Concepts.Concat(right.Concepts);

        protected override string Describe(Func<string, string> name, int binding) =>
            Enclose(left.Describe(name, 0) + " or " + right.Describe(name, 0), binding > 0);

        public override bool IsWithinReach(Lookup lookup) => left.IsWithinReach(lookup) || right.IsWithinReach(lookup);

        public override IReadOnlyList<Hit[]> Solve(Lookup lookup) => [.. left.Solve(lookup), .. right.Solve(lookup)];
    }

    private sealed class AndNode(RuleExpression left, RuleExpression right, bool sameSentence) : RuleExpression
    {
        public override IEnumerable<string> Concepts => left.Concepts.Concat(right.Concepts);

        protected override string Describe(Func<string, string> name, int binding) => sameSentence
            ? Enclose(left.Describe(name, 2) + " + " + right.Describe(name, 2), binding > 2)
            : Enclose(left.Describe(name, 1) + " and " + right.Describe(name, 1), binding > 1);

        public override bool IsWithinReach(Lookup lookup) => left.IsWithinReach(lookup) && right.IsWithinReach(lookup);

        public override IReadOnlyList<Hit[]> Solve(Lookup lookup)
        {
            var first = left.Solve(lookup);
            if (first.Count == 0)
                return [];
            var second = right.Solve(lookup);
            var both = new List<Hit[]>();
            foreach (var a in first)
            foreach (var b in second)
            {
                if (sameSentence && !Together(a, b))
                    continue;
                both.Add([.. a, .. b]);
                if (both.Count == MaxSolutions)
                    return both;
            }

            return both;
        }

        private static bool Together(Hit[] a, Hit[] b)
        {
            foreach (var x in a)
            foreach (var y in b)
                if (x.Turn == y.Turn && x.Sentence == y.Sentence)
                    return true;
            return false;
        }
    }

    private sealed class Parser(string text)
    {
        private int _at;

        public RuleExpression Or()
        {
            var left = And();
            while (Take('|'))
                left = new OrNode(left, And());
            return left;
        }

        public void End()
        {
            Skip();
            if (_at < text.Length)
                throw Error($"'{text[_at]}' is not expected");
        }

        private RuleExpression And()
        {
            var left = Near();
            while (Take('&'))
                left = new AndNode(left, Near(), sameSentence: false);
            return left;
        }

        private RuleExpression Near()
        {
            var left = Unary();
            while (Take('~'))
                left = new AndNode(left, Unary(), sameSentence: true);
            return left;
        }

        private RuleExpression Unary()
        {
            if (Take('!'))
                return new NotNode(Unary());
            if (Take('('))
            {
                var inner = Or();
                return Take(')') ? inner : throw Error("a ')' is missing");
            }

            Skip();
            var start = _at;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '-'))
                _at++;
            return _at > start ? new ConceptNode(text[start.._at]) : throw Error("a concept is expected");
        }

        private bool Take(char c)
        {
            Skip();
            if (_at >= text.Length || text[_at] != c)
                return false;
            _at++;
            return true;
        }

        private void Skip()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        }

        private RuleFormatException Error(string what) => new($"{what} at character {_at + 1} of '{text}'; write concepts joined by &, |, ~, ! and parentheses");
    }
}
