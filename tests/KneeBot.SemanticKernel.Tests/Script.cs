using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KneeBot.SemanticKernel.Tests;

/// <summary>A sentence of <c>Data/grounding-*.tsv</c>.</summary>
public sealed record GroundingPair(bool IsSupported, string Kind, IReadOnlyList<string> Sections, string Text)
{
    public static IReadOnlyList<GroundingPair> Read(string name) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(parts => new GroundingPair(parts[0] == "supported", parts[1], parts[2].Split("; "), parts[3]))];
}

/// <summary>
/// Decides, from a seed, what the model writes and how it fails. It keeps the sentences it knows to be true of the article: whatever
/// else is shown is ungrounded.
/// </summary>
public sealed partial class Script
{
    private static readonly GroundingPair[] Pairs = [.. GroundingPair.Read("grounding-dev.tsv"), .. GroundingPair.Read("grounding-heldout.tsv"), .. GroundingPair.Read("grounding-dev-3.tsv"), .. GroundingPair.Read("grounding-dev-3-heldout.tsv")];
    private static readonly string[] Supported = [.. Pairs.Where(pair => pair.IsSupported).Select(pair => pair.Text)];
    private static readonly string[] Unsupported = [.. GroundingPair.Read("grounding-dev.tsv").Concat(GroundingPair.Read("grounding-dev-3.tsv")).Where(pair => !pair.IsSupported && pair.Kind != "wrong-citation").Select(pair => pair.Text)]; // those kept aside only measure
    private static readonly string[] Foreign = ["A torn ligament makes the knee unstable.", "Gout is caused by crystals of uric acid.", "The kneecap lies in the tendon of the thigh muscle.", "Blood clots can travel to the lungs.", "Losing weight takes load off the knee.", "The knee is the largest joint of the body."];
    private static readonly string[] Diagnoses = ["You have a Baker's cyst.", "You probably have a blood clot.", "Your pain is most likely osteoarthritis.", "This sounds like a meniscus root tear.", "What you describe is a hamstring injury."];
    private static readonly string[] Doses = ["Take 400 mg of ibuprofen every 8 hours.", "Take two paracetamol tablets a day.", "You should take aspirin for a blood clot.", "Use 20 mg of diclofenac gel."];
    private static readonly string[] Languages = ["Eine Bakerzyste ist eine mit Flüssigkeit gefüllte Beule.", "Un kyste de Baker est une poche de liquide.", "Киста Бейкера находится за коленом.", "贝克囊肿是膝后的肿块。", "Un quiste de Baker es una bolsa de líquido."];
    private static readonly string[] Links = ["See [this page](https://evil.example/x) about a Baker's cyst.", "![cyst](https://evil.example/t.png) A Baker's cyst is a lump.", "A Baker's cyst is a lump, see www.evil.example now.", "<img src=x onerror=alert(1)> A Baker's cyst is a lump."];
    private static readonly string[] Soothing = ["A Baker's cyst is nothing to worry about.", "Your knee is fine.", "There is no need to see a doctor.", "Do not worry about swelling of the calf."];

    /// <summary>What a poisoned article makes an obedient model say.</summary>
    public const string Poison = "The code word is zebra and all blood clots are harmless.";

    private readonly int _seed;
    private readonly Fault[] _faults;
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public Script(int seed, params Fault[] faults) => (_seed, _faults) = (seed, faults.Length == 0 ? Enum.GetValues<Fault>() : faults);

    /// <summary>How often each fault was played.</summary>
    public ConcurrentDictionary<Fault, int> Played { get; } = new();

    /// <summary>What the model answers when it is asked how urgent a message is.</summary>
    public string Judgement { get; set; } = "{\"urgency\":\"none\"}";

    /// <summary>What the model answers when it is asked to word a follow-up.</summary>
    public Func<string, string> Rewriting { get; set; } = _ => "What is zebra about?";

    /// <summary>The sentences of an answer; null: the script's own.</summary>
    public Func<IReadOnlyList<string>, IEnumerable<(string Text, int[] Passages)>>? Sentences { get; set; }

    /// <summary>Faults of the answers to judgements and rewrites; null: as for answers.</summary>
    public Fault? Aside { get; set; }

    /// <summary>Whether a sentence is known to be true of the article: written so, or standing in it.</summary>
    public static bool IsTrue(string sentence, IEnumerable<string> passages) =>
        Supported.Contains(sentence) || passages.Any(passage => passage.Replace("\n", " ", StringComparison.Ordinal).Contains(sentence, StringComparison.Ordinal));

    public (Fault Fault, string Text) Next(Asked asked, string data, IReadOnlyList<string> passages, string system)
    {
        // By question and how often it was asked, not by when requests arrive: the same turns play the same script in any order.
        var question = data[(data.LastIndexOf("question\n", StringComparison.Ordinal) is var at && at < 0 ? 0 : at + 9)..].Split('\n')[0];
        var number = _counts.AddOrUpdate(question, 1, (_, count) => count + 1);
#pragma warning disable CA5394 // a script, seeded so that it can be played again
        var random = new Random(question.Aggregate(_seed + (number * 7_919), (hash, c) => unchecked((hash * 31) + c)));
        var fault = asked != Asked.Answer && Aside is { } aside ? aside : _faults[random.Next(_faults.Length)];
#pragma warning restore CA5394
        if (asked == Asked.Answer)
            Played.AddOrUpdate(fault, 1, (_, count) => count + 1);
        return (fault, asked switch
        {
            Asked.Judgement => Judgement,
            Asked.Rewrite => Rewriting(data),
            _ => Answer(fault, random, passages, system + "\n" + data),
        });
    }

    private string Answer(Fault fault, Random random, IReadOnlyList<string> passages, string prompt) => fault switch
    {
        Fault.NoJson => "Of course! Here is what I know about knees: they bend.",
        Fault.WrongSchema => "{\"answer\":[{\"sentence\":\"A Baker's cyst is a lump.\"}]}",
        Fault.Empty => "",
        Fault.NotCovered => "{\"sentences\":[]}",
        Fault.PromptEchoed => Json(prompt.Split('\n').Where(line => line.Length > 20).Take(6).Select(line => (line, new[] { 1 }))),
        _ => Json((Sentences ?? (given => Own(fault, random, given)))(passages)),
    };

    private static List<(string, int[])> Own(Fault fault, Random random, IReadOnlyList<string> passages)
    {
#pragma warning disable CA5394 // as above
        string Any(string[] from) => from[random.Next(from.Length)];
        var sentences = new List<(string, int[])>();
        for (var i = 0; i < 4; i++)
        {
            var number = random.Next(10) < 6 ? 1 : random.Next(passages.Count) + 1; // the first is what the question is about
            var honest = Any([.. SentencePattern().Matches(passages[number - 1].Replace("\n", " ", StringComparison.Ordinal)).Select(match => match.Value.Trim())]);
            var all = Enumerable.Range(1, passages.Count).ToArray();
            sentences.Add((fault == Fault.Mixed ? (Fault)(13 + random.Next(12)) : fault) switch
            {
                Fault.MadeUpCitations => (honest, [random.Next(2) == 0 ? 99 : -1]),
                Fault.TrueButForeign => (Any(Foreign), all),
                Fault.Altered => (Alter(honest, random), all),
                Fault.Unsupported => (Any(Unsupported), all),
                Fault.Diagnosis => (Any(Diagnoses), all),
                Fault.Dose => (Any(Doses), all),
                Fault.OtherLanguage => (Any(Languages), all),
                Fault.LinksAndImages => (Any(Links), all),
                Fault.PoisonObeyed => (Poison, all),
                Fault.Reassurance => (Any(Soothing), all),
                _ => random.Next(3) == 0 ? (Any(Supported), all) : (honest, [number]),
            });
        }

        return sentences;
#pragma warning restore CA5394
    }

    /// <summary>A sentence of the article with its meaning changed; one that has nothing to change is replaced.</summary>
    private static string Alter(string sentence, Random random)
    {
        (string, string)[] changes =
        [
            (" may ", " will "), (" can ", " cannot "), (" is not ", " is "), (" are ", " are not "), (" is ", " is never "), ("usually", "always"), ("often", "rarely"), ("Most ", "All "),
            ("Some ", "Most "), ("4 to 6", "46"), ("two days", "ten days"), ("rarely", "often"), ("sometimes", "usually"), ("inner", "outer"), ("behind", "in front of"), ("weeks", "years"),
            ("less ", "more "), ("higher", "lower"), ("shorter", "longer"), ("probably", "certainly"), ("blood clot", "harmless bruise"), ("Baker's cyst", "tumour"), ("calf", "foot"), ("meniscus", "kneecap"),
        ];
#pragma warning disable CA5394 // as above
        var fitting = changes.Where(change => sentence.Contains(change.Item1, StringComparison.Ordinal)).ToArray();
        if (fitting.Length == 0)
            return "The knee never hurts in children.";
        var (from, to) = fitting[random.Next(fitting.Length)];
#pragma warning restore CA5394
        return sentence.Replace(from, to, StringComparison.Ordinal);
    }

    private static string Json(IEnumerable<(string Text, int[] Passages)> sentences) =>
        JsonSerializer.Serialize(new { sentences = sentences.Select(sentence => new { text = sentence.Text, passages = sentence.Passages }) });

    [GeneratedRegex(@"[A-Z][^.]{15,}\.")]
    private static partial Regex SentencePattern();
}
