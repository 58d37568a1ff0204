using System.ComponentModel.DataAnnotations;
using KneeBot.Answering;
using KneeBot.Conversations;
using KneeBot.Corpus;
using KneeBot.Guardrails;
using KneeBot.Guardrails.Grounding;
using KneeBot.Retrieval;
using KneeBot.Texts;
using Microsoft.Extensions.AI;

namespace KneeBot;

/// <summary>A pipeline ready to answer, with the corpus it answers from. Made once at start; safe for use by many threads.</summary>
public sealed class KneeBotEngine : IDisposable
{
    private const int MostPreparedTexts = 40_000, MostPreparedQuestions = 60, MostTopics = 12;

    private readonly LucenePassageIndex _index;
    private readonly KneeAnalyzer _analyzer;
    private readonly EmbeddingCache? _cache;
    private readonly OfferedQuestions _offered;

    private KneeBotEngine(KneeBotPipeline pipeline, OfferedQuestions offered, ArticleCorpus corpus, RuleBook rules, ReplyBuilder replies, IDialogueStore store, LucenePassageIndex index, KneeAnalyzer analyzer, EmbeddingCache? cache)
    {
        Pipeline = pipeline;
        _offered = offered;
        Corpus = corpus;
        Rules = rules;
        Welcome = replies.Welcome;
        Dialogues = store;
        _index = index;
        _analyzer = analyzer;
        _cache = cache;
    }

    /// <summary>Answers messages.</summary>
    public KneeBotPipeline Pipeline { get; }

    /// <summary>The articles, and the report of reading them.</summary>
    public ArticleCorpus Corpus { get; }

    /// <summary>The rules the rails apply.</summary>
    public RuleBook Rules { get; }

    /// <summary>The greeting of a conversation that begins.</summary>
    public string Welcome { get; }

    /// <summary>Questions a visitor may begin with; every one is answerable. At most three, none when there are no headings. Chosen when first asked for.</summary>
    public IReadOnlyList<string> FirstQuestions => _offered.First;

    /// <summary>Where dialogues are kept.</summary>
    public IDialogueStore Dialogues { get; }

    /// <summary>Judges generated sentences.</summary>
    /// <param name="encoder">Sentence encoder for nearness of meaning; null: words alone decide.</param>
    /// <param name="time">Clock; null: the system's.</param>
    public GroundingRail CreateGroundingRail(IEmbeddingGenerator<string, Embedding<float>>? encoder, TimeProvider? time = null) =>
        new(Corpus.Passages, Thesaurus.Load(_analyzer), encoder, time ?? TimeProvider.System);

    /// <summary>Reads the corpus and the rules and builds the index.</summary>
    /// <param name="options">Settings; validated here.</param>
    /// <param name="semantics">Makes the semantic layer of the guardrails; null: rules only.</param>
    /// <param name="store">Where dialogues are kept; null: in memory.</param>
    /// <param name="time">Clock; null: the system's.</param>
    /// <param name="encoder">Sentence encoder for similarity of meaning; null: words alone decide.</param>
    /// <param name="generation">A language model that phrases answers; null: answers are quoted.</param>
    /// <exception cref="ValidationException">A setting is out of range; the message names it.</exception>
    /// <exception cref="DirectoryNotFoundException">The corpus folder does not exist.</exception>
    /// <exception cref="RuleFormatException">A rule file is broken.</exception>
    public static KneeBotEngine Start(KneeBotOptions options, Func<RuleBook, ISemanticGuard>? semantics = null, IDialogueStore? store = null, TimeProvider? time = null, IEmbeddingGenerator<string, Embedding<float>>? encoder = null, GenerationSetup? generation = null) =>
        Start(options, without: null, semantics, store, time, encoder, generation, QuestionAdapter.For(encoder));

    /// <summary>As above, with the synonyms as they would be had nobody ever seen some words: for honest cross-validation.</summary>
    internal static KneeBotEngine Start(KneeBotOptions options, IReadOnlySet<string>? without, Func<RuleBook, ISemanticGuard>? semantics = null, IDialogueStore? store = null, TimeProvider? time = null, IEmbeddingGenerator<string, Embedding<float>>? encoder = null, GenerationSetup? generation = null, QuestionAdapter? adapter = null)
    {
        Validate(options);
        time ??= TimeProvider.System;
        store ??= new InMemoryDialogueStore(time);
        var reading = Task.Run(() => RuleBookReader.Read(options.Guardrails.RulesFolder, time)); // side by side: each takes a good part of the start
        var corpus = CorpusReader.Read(Path.GetFullPath(options.Corpus, AppContext.BaseDirectory));
        var rules = reading.GetAwaiter().GetResult();
        var guarding = Task.Run(() => Guard(rules, semantics)); // while the articles are indexed
        var texts = TextCatalog.Load();
        if (options.Region is { } region && !texts.HasRegion(region))
            throw new ValidationException($"Region '{region}' is none whose emergency numbers KneeBot knows. Leave it out to name all common numbers, or give one of {string.Join(", ", texts.Regions.Order(StringComparer.Ordinal))}.");
        var analyzer = new KneeAnalyzer();
        var thesaurus = Thesaurus.Load(analyzer, without);
        var kinds = QuestionKinds.Load(analyzer);
        var subjects = new ArticleSubjects(corpus, analyzer, thesaurus);
        corpus = corpus with { Passages = subjects.Passages };
        var named = new NamedSubjects(subjects);
        var sentences = new SentenceIndex(corpus.Passages, analyzer, thesaurus, kinds);
        var index = new LucenePassageIndex(corpus.Passages, thesaurus);
        var cache = EmbeddingCache.Open(options.Answers.EmbeddingCache, encoder);
        var meanings = new Meanings(encoder, time, options.Answers.QuestionPrefix, cache, adapter);
        var retriever = new HybridRetriever(index, meanings, corpus.Passages);
        Prepare(retriever, meanings, sentences);
        var topics = Topics(corpus);
        var replies = new ReplyBuilder(texts, new CitationBuilder(options.PublicBaseUrl), options, topics, corpus.Titles, new Sympathy(texts));
        var (inputRails, otherLanguage, outputRails) = guarding.GetAwaiter().GetResult();
        var generated = generation is null ? null
            : new GroundedComposer(generation.Generator, new GroundingRail(corpus.Passages, thesaurus, generation.Encoder, time), outputRails, generation.Limits, time);
        var name = ArticleTitles.Name(corpus.Titles);
        var smallTalk = new SmallTalk(texts, name, topics);
        var followUps = new FollowUpResolver(analyzer, thesaurus, sentences, subjects, named, new ArticleSpelling(Words(corpus, thesaurus), rules.Normalizer.Knows));
        var reader = new QuestionReader(analyzer, thesaurus, kinds);
        var composer = new ExtractiveAnswerComposer(sentences, reader, kinds, meanings, options.Answers, named);
        var finder = new AnswerFinder(retriever, composer, outputRails, options.Answers, new KeptDrafts(meanings.IsOn), new Comparisons(analyzer, thesaurus), subjects, named, new AskedSections(corpus.Passages, analyzer, thesaurus, kinds, reader, subjects, options.Answers));
        var offered = new OfferedQuestions(new NextQuestions(corpus.Passages, rules.Normalizer, options.Answers, subjects.Called), finder, inputRails, smallTalk, rules.Normalizer, followUps, subjects, corpus.Articles);
        var pipeline = new KneeBotPipeline(
            rules.Normalizer,
            inputRails,
            new Memory(store, time),
            smallTalk,
            otherLanguage,
            new BareMessages(texts, analyzer, thesaurus, name),
            followUps,
            finder,
            offered,
            outputRails,
            replies,
            subjects,
            generated,
            generated is null ? null : new FollowUpRewrite(generated, time),
            generation?.Limits.SecondOpinion == true ? new SecondOpinion(generation.Generator) : null);
        return new KneeBotEngine(pipeline, offered, corpus, rules, replies, store, index, analyzer, cache);
    }

    /// <summary>Judges the questions that may be offered next, which otherwise the first replies do. A server calls it when it has begun to serve.</summary>
    public void WarmUp()
    {
        _offered.Prepare(MostPreparedQuestions);
        _ = FirstQuestions;
    }

    /// <summary>Forgets a dialogue, red flags included.</summary>
    /// <param name="conversation">Which; one that is not known is no fault.</param>
    /// <param name="ct">Cancels it.</param>
    public Task ForgetAsync(string conversation, CancellationToken ct = default)
    {
        Pipeline.Forget(conversation);
        return Dialogues.ForgetAsync(conversation, ct);
    }

    public void Dispose()
    {
        _index.Dispose();
        _analyzer.Dispose();
        _cache?.Dispose();
    }

    /// <summary>What stands before and behind an answer. A first message is judged here, so that no visitor's waits for the code to be compiled.</summary>
    private static (InputRails, OtherLanguage, OutputRails) Guard(RuleBook rules, Func<RuleBook, ISemanticGuard>? semantics)
    {
        const string Ordinary = "What is a knee?";
        var inputRails = rules.CreateInputRails(semantics?.Invoke(rules));
        inputRails.Check(new UserTurn("", Ordinary) { Normalized = rules.Normalizer.Normalize(Ordinary) }, []);
        DiagnosisLanguageRail.Objection(Ordinary);
        return (inputRails, new OtherLanguage(), new OutputRails([new CitationRail(), new DiagnosisLanguageRail()]));
    }

    /// <summary>Makes the vectors now, so that no visitor waits for them; sentences of a large corpus are left to the questions that need them.</summary>
    private static void Prepare(HybridRetriever retriever, Meanings meanings, SentenceIndex sentences)
    {
        if (!meanings.IsOn)
            return;
        retriever.PrepareAsync().GetAwaiter().GetResult();
        string[] texts = [.. sentences.Texts.Distinct(StringComparer.Ordinal)];
        if (texts.Length <= MostPreparedTexts)
            meanings.OfTextsAsync(texts).GetAwaiter().GetResult();
    }

    private static void Validate(KneeBotOptions options)
    {
        foreach (var part in new object[] { options, options.Answers, options.Guardrails })
            Validator.ValidateObject(part, new ValidationContext(part), validateAllProperties: true);
        if (options.PublicBaseUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            throw new ValidationException($"PublicBaseUrl must be an http or https address such as 'https://bot.example.org', not '{url.OriginalString}'.");
    }

    /// <summary>Words of the articles and of the synonyms: what a question's spelling is repaired towards.</summary>
    private static HashSet<string> Words(ArticleCorpus corpus, Thesaurus thesaurus) => corpus.Passages
        .SelectMany(passage => WordSplitter.Split(CharacterFolding.Fold(passage.HeadingPath + " " + passage.Text).Folded).Select(word => word.Text))
        .Concat(thesaurus.Words)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>What the articles cover: the chapters of a single one, the titles of several.</summary>
    private static IReadOnlyList<string> Topics(ArticleCorpus corpus)
    {
        var topics = corpus.Articles.Count > 1 ? corpus.Titles
            : corpus.Articles.SelectMany(article => article.Sections.Select(section => section.HeadingPath.Count == 0 ? article.Title : section.HeadingPath[0]));
        return [.. topics.Distinct().Take(MostTopics)];
    }
}

/// <summary>A language model for the engine.</summary>
/// <param name="Generator">Speaks with the model.</param>
/// <param name="Limits">Time, length, and what else it is asked.</param>
/// <param name="Encoder">Sentence encoder for nearness of meaning; null: words alone decide what is shown.</param>
public sealed record GenerationSetup(IAnswerGenerator Generator, GenerationLimits Limits, IEmbeddingGenerator<string, Embedding<float>>? Encoder);
