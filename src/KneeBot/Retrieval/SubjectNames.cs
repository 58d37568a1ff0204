using System.Text.RegularExpressions;
using KneeBot.Corpus;

namespace KneeBot.Retrieval;

/// <summary>
/// What articles call their subjects: "Gout" over an article that begins "Gout is …", "atopic eczema" and "eczema" for "Living with atopic
/// eczema". A name comes from the title, from a first sentence that says what something is, or from a section that begins so under its own name.
/// </summary>
internal sealed partial class SubjectNames
{
    private const int MostWords = 4, OpeningSentences = 3, OftenMentioned = 3, ShortestHead = 4;

    /// <summary>Least share of a word's uses in one article for it to name that article's subject by itself.</summary>
    private const double Owned = 0.8;

    private readonly KneeAnalyzer _analyzer;
    private readonly Thesaurus _thesaurus;
    private readonly Dictionary<string, string[][]> _stems;
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);

    public SubjectNames(IReadOnlyList<Passage> passages, KneeAnalyzer analyzer, Thesaurus thesaurus)
    {
        (_analyzer, _thesaurus) = (analyzer, thesaurus);
        _stems = passages.GroupBy(passage => passage.Id.Article, StringComparer.Ordinal).ToDictionary(
            article => article.Key,
            article => article.Select(passage => passage.HeadingPath).Distinct().Concat(article.Select(passage => passage.Text)).Select(Stems).ToArray(),
            StringComparer.Ordinal);
        foreach (var stem in _stems.Values.SelectMany(texts => texts).SelectMany(text => text))
            _uses[stem] = _uses.GetValueOrDefault(stem) + 1;
    }

    /// <summary>The names of the whole article's subject, the most used first; none when neither its title nor its opening names one.</summary>
    /// <param name="passages">The article's passages in order.</param>
    public IReadOnlyList<string> OfArticle(IReadOnlyList<Passage> passages)
    {
        var (article, title) = (passages[0].Id.Article, passages[0].ArticleTitle);
        var opening = passages[0].Sentences.Take(OpeningSentences).Select(passages[0].Quote).SelectMany(Defined)
            .Where(name => Mentions(article, name) + Mentions([Stems(title)], Stems(name)) >= 2 || Mentions(article, name.Split(' ')[^1]) >= OftenMentioned);
        string[] titled = [.. InTitle(title)];
        var names = opening.Where(name => !titled.Any(whole => IsModifier(Stems(name), Stems(whole)))).Concat(titled).Where(name => IsName(article, name)).DistinctBy(name => string.Join(' ', Stems(name)))
            .Select(name => (Name: name, Uses: Mentions(article, name))).ToArray();
        var used = names.Any(name => name.Uses > 0) ? names.Where(name => name.Uses > 0) : names;
        string[] all = [.. used.OrderByDescending(name => name.Uses).Select(name => AsWritten(name.Name, passages))];
        return [.. all, .. all.Select(name => Head(article, name)).OfType<string>().Except(all).Distinct()];
    }

    /// <summary>What a section is about that begins by saying what its own heading names: "Bursitis of the knee", "Bursitis is …"; none otherwise.</summary>
    public IReadOnlyList<string> OfSection(Passage first)
    {
        if (first.HeadingPath.Length == 0 || first.Sentences.Count == 0)
            return [];
        var heading = Stems(first.Section);
        return [.. Defined(first.Quote(first.Sentences[0])).Where(name => Mentions([heading], Stems(name)) > 0 && IsName(first.Id.Article, name)).Take(1).Select(name => AsWritten(name, [first]))];
    }

    /// <summary>What a sentence says the meaning of, with its other names: "Deep vein thrombosis (DVT) is …".</summary>
    private static IEnumerable<string> Defined(string sentence) =>
        Definition().Match(sentence) is { Success: true } found && !Vague().IsMatch(found.Groups["what"].Value)
            ? [found.Groups["what"].Value, .. found.Groups["other"].Captures.Select(other => other.Value.Trim())]
            : [];

    /// <summary>The title without what frames the name, and what it has in brackets.</summary>
    private static IEnumerable<string> InTitle(string title)
    {
        yield return Frame().Replace(TitleEnd().Split(title)[0], "").Trim();
        if (Bracketed().Match(title) is { Success: true } other)
            yield return other.Groups["other"].Value.Trim();
    }

    /// <summary>Whether words can name a subject: few, and not only such as "treatment"; common English words only where the article uses them as a name.</summary>
    private bool IsName(string article, string words)
    {
        var stems = _analyzer.Stems(words);
        var units = _thesaurus.Units(stems);
        if (units.Count == 0 || stems.Count(stem => !stem.IsStop) > MostWords || units.All(unit => unit.Labels.Count > 0 && !unit.Labels.Any(_thesaurus.IsCondition)))
            return false;
        return units.Any(unit => unit.Labels.Any(_thesaurus.IsCondition) || (unit.Labels.Count == 0 && !unit.IsPlain)) || Mentions(article, words) > 0;
    }

    /// <summary>Whether words only stand before the last one of a longer name: "iron" is not what "Iron deficiency anaemia" is about.</summary>
    private static bool IsModifier(string[] words, string[] whole) => words.Length < whole.Length && whole[^1] != words[^1] && words.All(whole.Contains);

    /// <summary>The last word of a name, "eczema" of "atopic eczema", where hardly another article has it; null otherwise.</summary>
    private string? Head(string article, string name)
    {
        var head = name.Split(' ')[^1];
        if (head == name || head.Length < ShortestHead || _thesaurus.Units(_analyzer.Stems(head)) is not [{ Labels.Count: 0, IsPlain: false, Words: [var stem] }])
            return null;
        var uses = Mentions(article, head);
        var alone = uses - Mentions(article, name);
        var elsewhere = _uses[stem] - uses;
        return elsewhere == 0 || (alone >= 2 && alone >= Owned * (alone + elsewhere)) ? head : null;
    }

    private int Mentions(string article, string words) => Mentions(_stems[article], Stems(words));

    private static int Mentions(string[][] texts, string[] words) => words.Length == 0 ? 0
        : texts.Sum(text => Enumerable.Range(0, Math.Max(0, text.Length - words.Length + 1)).Count(at => text.AsSpan(at, words.Length).SequenceEqual(words)));

    private string[] Stems(string text) => [.. _analyzer.Stems(text).Select(stem => stem.Text)];

    /// <summary>A name as it stands within a sentence: "hay fever", but "Crohn's disease"; where none has it, with a small letter at its beginning.</summary>
    private static string AsWritten(string name, IReadOnlyList<Passage> passages) =>
        passages.Select(passage => WithinSentence(passage.Text, name)).OfType<string>().FirstOrDefault()
        ?? (name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..]);

    private static string? WithinSentence(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
            if (at > 1 && text[at - 1] == ' ' && (char.IsLetter(text[at - 2]) || text[at - 2] == ','))
                return text.Substring(at, name.Length);
        return null;
    }

    // "Gout is …", "A torn meniscus is …", "Deep vein thrombosis (DVT) means …", "Atopic eczema, also called …, is …".
    [GeneratedRegex(@"^((a|an|the)\s+)?(?<what>[\w'’-]+( [\w'’-]+){0,3}?)(\s*\((also (called|known as) )?(?<other>[^)]{2,40})\))?(,? (also|sometimes|often|or) (called |known as )?(?<other>[\w' -]{2,40}),?)? (is|are|means|occurs?|happens?|develops?|describes?|refers?|affects?)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^(it|its|this|that|these|those|they|there|here|he|she|we|you|i|most|many|some|all|both|each|every|one|two|three|what|who|when|where|why|how|if|people|everyone|everybody|nobody|no|not|about|your|our|their|his|her|my|in|on|at|of)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Vague();

    [GeneratedRegex(@"\s*[:|–—(?!]\s*|\s+-\s+")]
    private static partial Regex TitleEnd();

    [GeneratedRegex(@"\((?<other>[^)]{2,40})\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Bracketed();

    // "Living with …", "What is a …", "All about …", "A guide to …"; "… explained", "… in children", "… symptoms and causes".
    [GeneratedRegex(@"^((living|coping|dealing|life) with|understanding|(all|everything|facts|the facts|information|[\w ]{0,30}need to know|\d+ \w+) about|about|what (is|are)|(a|an|the|your|our|my)?( [\w-]+){0,2}? ?guide to|how to [\w ]{3,20}? (with|from)|(treating|managing|preventing|recognising|recognizing)) +|^(a|an|the) +| +(explained|overview|guide|faq|facts|at a glance|in (adults|children|babies|women|men|pregnancy|brief|general)|(symptoms|causes|treatment|treatments|signs|diagnosis|prevention)\b.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Frame();
}
