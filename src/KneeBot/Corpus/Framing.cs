using System.Text.RegularExpressions;
using KneeBot.Retrieval;

namespace KneeBot.Corpus;

/// <summary>
/// What stands around a sentence and turns what it says (<c>framing.yaml</c>): a heading "Things to avoid", a claim whose rebuttal follows, a question
/// that a bare "Yes" answers.
/// </summary>
internal sealed partial class Framing
{
    /// <summary>A sentence of at most this many words is a fragment under a question ("Two weeks for desk work.").</summary>
    private const int LongestFragment = 6;

    private readonly Regex _turns, _turnsArticle, _reports, _reportsNothing, _claims, _verdict, _rebuts, _reply, _truth, _announces, _carriesOn;

    private Framing(FramingFile file)
    {
        var before = $@"^\W*(?:{Any(file.Connectives)}\W+)?";
        _turns = Pattern(Any(file.Turns));
        _turnsArticle = Pattern(Any(file.TurnsArticle));
        _reports = Pattern(Any(file.Reports));
        _reportsNothing = Pattern(Any(file.ReportsNothing));
        _claims = Pattern($@"^\W*{Any(file.LabelsFalse)}\W{{0,3}}\d{{0,2}}\s?[:–—-]");
        _truth = Pattern($@"^\W*{Any(file.LabelsTrue)}\W{{0,3}}\d{{0,2}}\s?[:–—-]");
        _verdict = Pattern($@"{before}{Any(file.Verdicts)}\s?(?:[.!:;,–—-]|$)");
        _rebuts = Pattern(before + Any(file.Rebuts));
        _reply = Pattern($@"^\W*{Any(file.Replies)}");
        _announces = Pattern(Any(file.Announces));
        _carriesOn = Pattern($@"^\W*{Any(file.CarriesOn)}");
    }

    /// <summary>The embedded words.</summary>
    public static Framing BuiltIn { get; } = new(AnswerData.Read<FramingFile>("framing.yaml"));

    /// <summary>Whether a heading, or the introduction of a list, turns what stands below it.</summary>
    public bool Turns(string heading) => Plain(heading) is var text && (_turns.IsMatch(text) || _reports.IsMatch(text));

    /// <summary>Whether an article's title turns all of it: "Ten myths about back pain".</summary>
    public bool TurnsArticle(string title) => _turnsArticle.IsMatch(Plain(title));

    /// <summary>Whether a sentence says little without the question before it: "Yes, mostly within a year."</summary>
    public bool IsReply(string sentence) => sentence.AsSpan().Count(' ') < LongestFragment || char.IsAsciiDigit(sentence[0]) || _reply.IsMatch(Plain(sentence));

    /// <summary>Whether a sentence contradicts the one before it.</summary>
    public bool Rebuts(string sentence) => Plain(sentence) is var text && (IsVerdict(text) || _rebuts.IsMatch(text));

    /// <summary>What each sentence must be said with, and under.</summary>
    /// <param name="heading">The innermost heading; empty before the first.</param>
    /// <param name="isTurned">Whether a heading or the title turns what the sentences say.</param>
    /// <param name="begins">Whether the sentences begin their section.</param>
    /// <param name="text">The text.</param>
    /// <param name="sentences">Its sentences in order.</param>
    public IReadOnlyList<Sentence> Frame(string heading, bool isTurned, bool begins, string text, IReadOnlyList<Sentence> sentences)
    {
        var framed = sentences.ToArray();
        string[] said = [.. framed.Select(sentence => text.Substring(sentence.Start, sentence.Length))];
        string[] plain = [.. said.Select(Plain)];
        for (var i = 0; i < framed.Length; i++)
        {
            var opens = i == 0 && begins;
            framed[i] = framed[i] with
            {
                NeedsHeading = isTurned || (opens && ((heading.EndsWith('?') && IsReply(said[i])) || IsContradiction(plain[i]))),
                NeedsIntroduction = framed[i].IntroducedBy is { } introduction && (_turns.IsMatch(plain[introduction]) || _reports.IsMatch(plain[introduction])),
            };
        }

        for (var i = 0; i < framed.Length; i++)
        {
            var isLast = i + 1 == framed.Length;
            var follows = !isLast && InOneParagraph(text, framed[i], framed[i + 1]);
            if (said[i].EndsWith('?'))
                Ask(framed, i, answered: follows || (!isLast && framed[i + 1].IntroducedBy == i), isReply: follows && IsReply(said[i + 1]));
            else if (!isLast && IsRebutted(plain, i, follows))
                Join(framed, i, IsContradiction(plain[i + 1]) || Antecedent().IsMatch(plain[i + 1]));
            else if (follows && Reports(plain[i]))
                Join(framed, i, _claims.IsMatch(plain[i]));
        }

        // A bare verdict goes on with what is so: "Wrong! Without treatment …".
        for (var i = framed.Length - 2; i > 0; i--)
            if (framed[i].First < i && said[i].AsSpan().Count(' ') < 4 && InOneParagraph(text, framed[i], framed[i + 1]) && !said[i + 1].EndsWith('?'))
                Extend(framed, i);
        Row(framed, plain, text);
        return framed;
    }

    /// <summary>A sentence that carries on the one before is said with it, and so is each of a row with what announces it: "Do not do the following. …".</summary>
    private void Row(Sentence[] framed, string[] plain, string text)
    {
        int? announced = null;
        for (var i = 1; i < framed.Length; i++)
        {
            if (!InOneParagraph(text, framed[i - 1], framed[i]))
            {
                announced = null;
                continue;
            }

            if (announced is null && _announces.IsMatch(plain[i - 1]) && !plain[i - 1].EndsWith('?'))
                announced = framed[i - 1].First;
            if (announced is { } first)
                framed[i] = framed[i] with { First = Math.Min(framed[i].First, first) };
            else if (_carriesOn.IsMatch(plain[i]))
                framed[i] = framed[i] with { First = Math.Min(framed[i].First, framed[i - 1].First) };
        }
    }

    /// <summary>A question is said with its answer, or not at all; a bare answer with its question.</summary>
    private static void Ask(Sentence[] framed, int i, bool answered, bool isReply)
    {
        framed[i] = framed[i] with { IsSayable = answered, Last = answered ? i + 1 : i };
        if (isReply)
            framed[i + 1] = framed[i + 1] with { First = i };
    }

    /// <summary>A claim is said with what follows it; that with the claim where it means little alone.</summary>
    private static void Join(Sentence[] framed, int i, bool back)
    {
        var first = Math.Min(Extend(framed, i), framed[i].First);
        if (back)
            framed[i + 1] = framed[i + 1] with { First = first };
    }

    /// <summary>Takes the next sentence to all that are said with this one; the first of them is returned.</summary>
    private static int Extend(Sentence[] framed, int i)
    {
        var first = i;
        for (; first == i || (first >= 0 && framed[first].Last >= i); first--)
            framed[first] = framed[first] with { Last = Math.Max(framed[first].Last, i + 1) };
        return first + 1;
    }

    private bool IsRebutted(string[] plain, int i, bool follows) =>
        follows ? IsContradiction(plain[i + 1]) || _rebuts.IsMatch(plain[i + 1])
        : IsContradiction(plain[i + 1]) || (Reports(plain[i]) && _rebuts.IsMatch(plain[i + 1]));

    private bool Reports(string plain) => _claims.IsMatch(plain) || _reports.IsMatch(_reportsNothing.Replace(plain, " "));

    private bool IsContradiction(string plain) => IsVerdict(plain) || _truth.IsMatch(plain);

    private bool IsVerdict(string plain) => _verdict.IsMatch(plain) && !_claims.IsMatch(plain);

    private static bool InOneParagraph(string text, Sentence one, Sentence next) => !text.AsSpan(one.Start, next.Start - one.Start).Contains('\n');

    /// <summary>As the words are looked for: "isn't" as "is not", "that's" as "that is".</summary>
    private static string Plain(string text) =>
        Is().Replace(Not().Replace(text.Replace('’', '\'').Replace("can't", "cannot", StringComparison.OrdinalIgnoreCase).Replace("won't", "will not", StringComparison.OrdinalIgnoreCase), " not"), "$1 is");

    private static string Any(IEnumerable<string> wordings) => "(?:" + string.Join('|', wordings.Select(Wording)) + @")\b";

    private static string Wording(string wording) => @"\b" + wording
        .Replace("[", "(?:", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal).Replace("/", "|", StringComparison.Ordinal)
        .Replace(" ... ", @"(?:\W+[\w'-]+){0,6}?\W+", StringComparison.Ordinal)
        .Replace("*", @"\w*", StringComparison.Ordinal).Replace(" ", @"\s+", StringComparison.Ordinal);

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"n't\b", RegexOptions.IgnoreCase)]
    private static partial Regex Not();

    [GeneratedRegex(@"\b(that|this|it|there)'s\b", RegexOptions.IgnoreCase)]
    private static partial Regex Is();

    /// <summary>A rebuttal that means the sentence before by a pronoun, or by nothing at all.</summary>
    [GeneratedRegex(@"^\W*(?:\w+\W+){0,4}?(?:this|that|it|these|those|they|both|neither|none|the (?:opposite|reverse|contrary))\b|\b(?:this|that|it|so)\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Antecedent();

    internal sealed class FramingFile
    {
        public List<string> Turns { get; set; } = [];

        public List<string> TurnsArticle { get; set; } = [];

        public List<string> Reports { get; set; } = [];

        public List<string> ReportsNothing { get; set; } = [];

        public List<string> LabelsFalse { get; set; } = [];

        public List<string> LabelsTrue { get; set; } = [];

        public List<string> Verdicts { get; set; } = [];

        public List<string> Rebuts { get; set; } = [];

        public List<string> Connectives { get; set; } = [];

        public List<string> Replies { get; set; } = [];

        public List<string> Announces { get; set; } = [];

        public List<string> CarriesOn { get; set; } = [];
    }
}
