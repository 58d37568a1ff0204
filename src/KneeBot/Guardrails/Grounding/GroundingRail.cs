using System.Numerics.Tensors;
using KneeBot.Answering;
using KneeBot.Corpus;
using KneeBot.Retrieval;
using Microsoft.Extensions.AI;

namespace KneeBot.Guardrails.Grounding;

/// <summary>Whether a generated sentence may be shown, and why not.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Objection">Why it may not be shown; null when it may.</param>
/// <param name="Evidence">The sentences of the articles that say it, in the order of its claims; empty when it may not be shown.</param>
/// <param name="Similarity">Nearness of meaning to the evidence, −1 to 1; null when no encoder is there or words alone decided.</param>
public sealed record GroundingVerdict(string Sentence, string? Objection, IReadOnlyList<QuotedSentence> Evidence, float? Similarity)
{
    /// <summary>Whether it may be shown.</summary>
    public bool IsGrounded => Objection is null;
}

/// <summary>
/// Lets a generated sentence pass only when sentences of the passages it cites say the same: every content word (by stem and strict
/// synonyms), every number and unit, how often and how surely, what is denied, who does what, to whom a statement is limited. What
/// cannot be traced is not shown. Deterministic; needs no model. Safe for use by many threads.
/// </summary>
public sealed class GroundingRail
{
    /// <summary>Longest sentence that is looked at, in UTF-16 units and in words.</summary>
    public const int MaxLength = 320, MaxWords = 48;

    /// <summary>Least nearness of meaning of a sentence to its evidence.</summary>
    public const float MinSimilarity = 0.70f;

    private const int MostJudged = 8;
    private const double CommonShare = 0.12;

    private readonly GroundingLexicon _lexicon = GroundingLexicon.Load();
    private readonly Thesaurus _thesaurus;
    private readonly HashSet<string> _corpusWords;
    private readonly Dictionary<PassageId, Evidence[]> _evidence = [];
    private readonly HashSet<string> _common;
    private readonly Support _support;
    private readonly Meanings _meanings;

    internal GroundingRail(IReadOnlyList<Passage> passages, Thesaurus thesaurus, IEmbeddingGenerator<string, Embedding<float>>? encoder, TimeProvider time)
    {
        _thesaurus = thesaurus;
        _meanings = new Meanings(encoder, time);
        foreach (var passage in passages)
            _evidence[passage.Id] = Read(passage);
        _common = CommonWords(_evidence.Values.SelectMany(all => all));
        _support = new Support(_lexicon, Translates, _common.Contains, [.. _evidence.Values.SelectMany(all => all).SelectMany(evidence => evidence.Reading.Aliases)]);
        _corpusWords = [.. passages.SelectMany(passage => GroundingWords.Split(passage.HeadingPath + " . " + passage.Text)).Select(Stemmer.Stem)];
    }

    /// <summary>Judges one sentence against the passages it cites.</summary>
    public async Task<GroundingVerdict> CheckAsync(string sentence, IReadOnlyList<Passage> cited, CancellationToken ct = default)
    {
        if (Form(sentence) is { } fault)
            return new GroundingVerdict(sentence, fault, [], null);
        var (objection, evidence, isWordForWord) = Trace(sentence, cited);
        if (objection is not null && Apart(sentence, cited) is { } parts)
            (objection, evidence, isWordForWord) = (null, parts, false);
        if (objection is not null)
            return new GroundingVerdict(sentence, objection, [], null);
        if (isWordForWord)
            return new GroundingVerdict(sentence, null, evidence, null); // the encoder is asked only where other words stand for the article's
        var similarity = await NearnessAsync(sentence, evidence, ct).ConfigureAwait(false);
        return similarity < MinSimilarity
            ? new GroundingVerdict(sentence, FormattableString.Invariant($"its meaning is not near enough to the passage ({similarity:0.00})"), [], similarity)
            : new GroundingVerdict(sentence, null, evidence, similarity);
    }

    /// <summary>The evidence of a sentence whose parts each have their own; null when a part has none.</summary>
    private IReadOnlyList<QuotedSentence>? Apart(string sentence, IReadOnlyList<Passage> cited)
    {
        foreach (var parts in Distribution.Of(sentence, _lexicon))
        {
            var traced = parts.Select(part => Trace(part, cited)).ToArray();
            if (traced.All(part => part.Objection is null))
                return [.. traced.SelectMany(part => part.Evidence).Distinct()];
        }

        return null;
    }

    /// <summary>The sentence's own vector is made now; the articles' are made once and kept.</summary>
    private async Task<float?> NearnessAsync(string sentence, IReadOnlyList<QuotedSentence> evidence, CancellationToken ct)
    {
        if (await _meanings.OfQuestionAsync(sentence, ct).ConfigureAwait(false) is not { } own
            || await _meanings.OfTextsAsync([.. evidence.Select(quoted => quoted.Text)], ct).ConfigureAwait(false) is not { } vectors)
            return null;
        var sum = new float[own.Length];
        foreach (var vector in vectors)
            TensorPrimitives.Add(sum, vector.Span, sum);
        return TensorPrimitives.CosineSimilarity(own.Span, sum);
    }

    private (string? Objection, IReadOnlyList<QuotedSentence> Evidence, bool IsWordForWord) Trace(string sentence, IReadOnlyList<Passage> cited)
    {
        var reading = new Reading(_lexicon, sentence);
        var found = new List<(Passage Passage, Evidence Evidence)>();
        var sentences = cited.Where(passage => _evidence.ContainsKey(passage.Id)).SelectMany(passage => _evidence[passage.Id].Select(evidence => (Passage: passage, Evidence: evidence))).ToArray();
        if (sentences.Length == 0)
            return ("it cites no passage", [], false);
        var claims = Claims(reading);
        if (claims.Count == 0)
            return ("it states nothing", [], false);
        var isWordForWord = true;
        foreach (var claim in claims)
        {
            var (objection, best) = Best(claim, sentences);
            if (objection is not null && claim.MayInherit)
                (objection, best) = Best(claim.Inheriting(), sentences);
            if (objection is not null)
                return (objection, [], false);
            found.Add(best);
            isWordForWord &= claim.Content.All(best.Evidence.Reading.Whole.Content.Contains);
        }

        if ((Causal(claims, found) ?? Explained(reading, found)) is { } fault)
            return (fault, [], false);
        return (null, [.. found.Distinct().Select(one => new QuotedSentence(one.Passage, one.Passage.Sentences[one.Evidence.Index]))], isWordForWord);
    }

    private (string? Objection, (Passage Passage, Evidence Evidence) Best) Best(Claim claim, (Passage Passage, Evidence Evidence)[] sentences)
    {
        var (objection, progress) = ("it states nothing", -1.0);
        foreach (var one in sentences.OrderByDescending(one => claim.Content.Count(one.Evidence.Reading.Whole.Content.Contains)).Take(MostJudged))
        {
            var judged = _support.Judge(claim, one.Evidence);
            if (judged.Objection is null)
                return (Contradicted(claim, one.Evidence, sentences), one);
            if (judged.Progress > progress)
                (objection, progress) = (judged.Objection, judged.Progress);
        }

        return (objection, sentences[0]);
    }

    /// <summary>What speaks against a claim that one sentence supports; null when nothing does.</summary>
    private string? Contradicted(Claim claim, Evidence found, (Passage Passage, Evidence Evidence)[] sentences)
    {
        if (_evidence.Values.Any(all => all.Any(other => Support.Denies(claim, other))))
            return "another sentence of the articles denies it";
        if (sentences.Any(other => _support.Narrows(claim, other.Evidence, found)))
            return "another sentence of the passages limits it";
        return claim.Denied.Count == 0 && !claim.Content.IsSubsetOf(found.Reading.Whole.Content) && sentences.Any(other => _support.Turns(claim, other.Evidence))
            ? "the sentence that has all its words says something else" : null;
    }

    /// <summary>A reason that is given must be the article's: what "because" joins stands in one sentence or two that follow each other.</summary>
    private static string? Causal(List<Claim> claims, List<(Passage Passage, Evidence Evidence)> found)
    {
        if (claims.Count < 2)
            return null;
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i].Main.Opener is not ("because" or "since" or "so" or "as"))
                continue;
            var (one, other) = (found[i], found[i == 0 ? 1 : i - 1]);
            if (!(one.Evidence.Reading.IsCausal || other.Evidence.Reading.IsCausal) || one.Passage.Id != other.Passage.Id || Math.Abs(one.Evidence.Index - other.Evidence.Index) > 1)
                return "it gives a reason that the passage does not give";
        }

        return null;
    }

    /// <summary>"Medial (outer)", where the passage has "medial (inner)" and "lateral (outer)".</summary>
    private static string? Explained(Reading reading, List<(Passage Passage, Evidence Evidence)> found)
    {
        var aliases = found.SelectMany(one => one.Evidence.Reading.Aliases).ToHashSet();
        return reading.Aliases.Any(pair => !aliases.Contains(pair) && !aliases.Contains((pair.Alias, pair.Head)) && aliases.Any(other => other.Head == pair.Head || other.Alias == pair.Alias))
            ? "it explains a word as the passage does not" : null;
    }

    /// <summary>The clauses that state something, each with its conditions: those before it at the beginning, and those after it.</summary>
    private static List<Claim> Claims(Reading reading)
    {
        var mains = new List<(Statement Main, List<Statement> Conditions)>();
        var waiting = new List<Statement>();
        foreach (var clause in reading.Clauses.Where(clause => clause.Content.Count > 0 || clause.Markers.Count > 0))
        {
            if (!Reading.IsCondition(clause))
                {
                mains.Add((clause, waiting));
                waiting = [];
            }
            else if (mains.Count > 0)
                mains[^1].Conditions.Add(clause);
            else
                waiting.Add(clause);
        }

        if (mains.Count == 0)
            return waiting.Count == 0 ? [] : [new Claim(waiting[0], [.. waiting.Skip(1)], null)];
        var first = mains[0].Main.Content.Count > 0 || mains.Count == 1 ? 0 : 1; // "although common, pain …"
        return [.. mains.Select((main, i) => new Claim(main.Main, main.Conditions, i == first || main.Main.Opener is "which" or "who" ? null : mains[first].Main))];
    }

    /// <summary>A word that no article uses may stand for one of the same line of the thesaurus, if the line is about illnesses or body parts.</summary>
    private bool Translates(string name, Evidence evidence) =>
        !_corpusWords.Contains(name) && _thesaurus.Terms(name).Any(label => _thesaurus.IsCondition(label) && !_thesaurus.IsSubject(label) && evidence.Labels.Contains(label));

    /// <summary>What so many sentences of the articles say that a condition does not hang on it.</summary>
    private static HashSet<string> CommonWords(IEnumerable<Evidence> evidence)
    {
        var sentences = evidence.ToArray();
        return [.. sentences.SelectMany(one => one.Reading.Whole.Content).GroupBy(name => name).Where(group => group.Count() > CommonShare * sentences.Length).Select(group => group.Key)];
    }

    private Evidence[] Read(Passage passage)
    {
        var headings = new Reading(_lexicon, passage.HeadingPath.Replace(Passage.HeadingSeparator, " ; ", StringComparison.Ordinal) + " ; " + passage.ArticleTitle).Whole.Content;
        var readings = passage.Sentences.Select(sentence => new Reading(_lexicon, passage.Quote(sentence))).ToArray();
        var title = new Reading(_lexicon, passage.ArticleTitle).Whole.Content;
        var antecedents = new HashSet<string>[readings.Length];
        for (var i = 0; i < readings.Length; i++)
            antecedents[i] = !Leans(readings[i].Text) ? [] : i == 0 ? headings : antecedents[i - 1].Count > 0 ? antecedents[i - 1] : readings[i - 1].Whole.Subject;
        var plain = readings.Select((reading, i) => Evidence(reading, antecedents[i].Count > 0 ? [.. headings, .. antecedents[i]] : title, i) with { Antecedent = antecedents[i] });
        return [.. plain, .. Explanations(passage), .. Lists(passage)];
    }

    /// <summary>Whether a sentence begins with a pronoun.</summary>
    private static bool Leans(string sentence) =>
        GroundingWords.Split(sentence).FirstOrDefault() is "it" or "they" or "this" or "these" or "those" or "that" or "its" or "their" or "he" or "she" or "both";

    private Evidence Evidence(Reading reading, HashSet<string> context, int index) =>
        new(reading, context, [.. _thesaurus.Terms(reading.Text).Where(term => term.StartsWith('#'))], index, []);

    /// <summary>"Sciatica (a kind of nerve pain) can …" also says that sciatica is a kind of nerve pain.</summary>
    private IEnumerable<Evidence> Explanations(Passage passage)
    {
        foreach (var sentence in passage.Sentences)
            if (ParenthesisReader.Place(passage.Quote(sentence)) is { } place)
                yield return Evidence(new Reading(_lexicon, place), [], sentence.Index);
        foreach (var sentence in passage.Sentences)
            foreach (var explained in ParenthesisReader.Read(passage.Quote(sentence), _lexicon))
                yield return Evidence(new Reading(_lexicon, explained), [], sentence.Index);
    }

    /// <summary>A list says of each item what its introduction says.</summary>
    private IEnumerable<Evidence> Lists(Passage passage)
    {
        foreach (var list in passage.Sentences.Where(sentence => sentence.IntroducedBy is not null).GroupBy(sentence => sentence.IntroducedBy!.Value))
        {
            var introduction = passage.Quote(passage.Sentences[list.Key]).TrimEnd(':', '.');
            var items = list.Select(item => ParenthesisReader.SubjectOf(passage.Quote(item), _lexicon));
            yield return Evidence(new Reading(_lexicon, introduction + " , " + string.Join(", ", items).Replace(" in ", " of ", StringComparison.Ordinal)), [], list.Key);
        }
    }

    /// <summary>What a sentence of an answer looks like; everything else is refused before it is read.</summary>
    private static string? Form(string sentence)
    {
        if (sentence.Length > MaxLength || sentence.Count(c => c == ' ') >= MaxWords)
            return "it is too long";
        if (!sentence.EndsWith('.') || sentence.Length < 10 || !(char.IsAsciiLetterUpper(sentence[0]) || char.IsAsciiDigit(sentence[0])))
            return "it is no whole sentence";
        if (sentence.Any(c => !(char.IsAsciiLetterOrDigit(c) || " .,;:'’()-–%/".Contains(c, StringComparison.Ordinal))))
            return "it holds signs that no sentence of an answer needs";
        var words = GroundingWords.Split(sentence);
        if (words.FirstOrDefault(word => word is "i" or "we" or "my" or "our" or "me" or "us" or "http" or "https" or "www") is { } odd)
            return $"no article speaks so (\"{odd}\")";
        return DiagnosisLanguageRail.Objection(sentence);
    }
}
