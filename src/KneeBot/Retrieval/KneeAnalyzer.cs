using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace KneeBot.Retrieval;

/// <summary>English analysis of articles and questions: words in lower case without accents, possessives and stop words, stemmed (Porter).</summary>
public sealed class KneeAnalyzer : Analyzer
{
    internal const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>Function words of questions that say nothing about what is asked.</summary>
    private static readonly CharArraySet StopWords = new(Version,
        ("a an and are as at be been being but by can could did do does doing for from had has have having he her hers him his how i if in into is it its "
         + "just me my of on or our ours please she should so some such tell than that the their theirs them then there these they this those to too was we were "
         + "what when where which who whom whose why will with would you your yours about also any am us im ive id ill dont whats").Split(' '), ignoreCase: true);

    /// <summary>Words that mean something else than their stem: "running" is a sport, an artery "runs".</summary>
    private static readonly CharArraySet Unstemmed = new(Version, ["running"], ignoreCase: true);

    /// <summary>Texts whose stems are kept, and their greatest length.</summary>
    private const int TextsKept = 500, LongestKept = 400;

    private readonly EveryWord _everyWord = new();
    private readonly KeptByText<StemmedText> _kept = new(TextsKept);

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var source = new StandardTokenizer(Version, reader);
        TokenStream stream = new EnglishPossessiveFilter(Version, source);
        stream = new LowerCaseFilter(Version, stream);
        stream = new ASCIIFoldingFilter(stream);
        stream = new StopFilter(Version, stream, StopWords);
        stream = new PorterStemFilter(new SetKeywordMarkerFilter(stream, Unstemmed));
        return new TokenStreamComponents(source, stream);
    }

    /// <summary>The terms of a text, in order, repeats included.</summary>
    public IReadOnlyList<string> Terms(string text)
    {
        var terms = new List<string>();
        // Lucene's tokenizer treats a typographic apostrophe as part of no word.
        using var stream = GetTokenStream("text", new StringReader(text.Replace('’', '\'')));
        var term = stream.AddAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
            terms.Add(term.ToString());
        stream.End();
        return terms;
    }

    /// <summary>Every word of a text as its stem, stop words included: what phrases are compared by.</summary>
    public IReadOnlyList<Stem> Stems(string text) => PlacedStems(text).Stems;

    /// <summary>The same, with the words' places in the text.</summary>
    internal StemmedText PlacedStems(string text) =>
        text.Length > LongestKept ? Read(text) : _kept.TryGet(text, out var known) ? known : _kept.Keep(text, Read(text));

    private StemmedText Read(string text)
    {
        var stems = new List<Stem>();
        var places = new List<(int, int)>();
        var plain = text.Replace('’', '\'');
        using var stream = _everyWord.GetTokenStream("text", new StringReader(plain));
        var term = stream.AddAttribute<ICharTermAttribute>();
        var place = stream.AddAttribute<IOffsetAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            var word = term.ToString();
            stems.Add(new Stem(Stemmed(word), StopWords.Contains(word)));
            places.Add((place.StartOffset, place.EndOffset));
        }

        stream.End();
        return new StemmedText([.. stems], [.. places]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _everyWord.Dispose();
        base.Dispose(disposing);
    }

    private static string Stemmed(string word)
    {
        if (Unstemmed.Contains(word))
            return word;
        var stemmer = new Lucene.Net.Tartarus.Snowball.Ext.PorterStemmer();
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current.Length > 0 ? stemmer.Current : word;
    }

    private sealed class EveryWord : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
        {
            var source = new StandardTokenizer(Version, reader);
            TokenStream stream = new EnglishPossessiveFilter(Version, source);
            stream = new LowerCaseFilter(Version, stream);
            return new TokenStreamComponents(source, new ASCIIFoldingFilter(stream));
        }
    }
}

/// <summary>A word's stem, and whether it is a stop word, which no index holds.</summary>
public readonly record struct Stem(string Text, bool IsStop);

/// <summary>A text's words as stems.</summary>
/// <param name="Stems">One for each word, in order.</param>
/// <param name="Places">Where each word begins in the text and where it ends, exclusive.</param>
internal sealed record StemmedText(Stem[] Stems, (int Start, int End)[] Places);
