using KneeBot.Answering;
using KneeBot.Corpus;
using KneeBot.Retrieval;
using Microsoft.Extensions.AI;

namespace KneeBot.Evaluation;

/// <summary>Questions on a folder of articles, for <see cref="AdapterTrainer"/>: which of its sentences hold a fact that answers them.</summary>
internal static class AdapterExamples
{
    /// <summary>One group: the folder's sentences, and the questions of one turn whose answer is known to be there, or known not to be.</summary>
    public static async Task<AdapterTrainer.Group> OfAsync(string folder, IEnumerable<QuestionCase> cases, float importance, AnswerOptions options, IEmbeddingGenerator<string, Embedding<float>> encoder, CancellationToken ct)
    {
        using var analyzer = new KneeAnalyzer();
        var corpus = CorpusReader.Read(Path.GetFullPath(folder, AppContext.BaseDirectory));
        var index = new SentenceIndex(corpus.Passages, analyzer, Thesaurus.Load(analyzer), QuestionKinds.Load(analyzer));
        var sentences = corpus.Passages.SelectMany(index.Of).ToArray();
        var meanings = new Meanings(encoder, TimeProvider.System, options.QuestionPrefix);
        await meanings.OfTextsAsync([.. index.Texts.Distinct(StringComparer.Ordinal)], ct).ConfigureAwait(false);
        var items = new List<AdapterTrainer.Item>();
        foreach (var one in cases.Where(one => one.Category != "followup"))
        {
            int[] gold = one.Answerable ? [.. Enumerable.Range(0, sentences.Length).Where(i => one.Facts.Any(fact => AnswerEvaluation.HasFact(fact, sentences[i].Text)))] : [];
            if (one.Answerable == gold.Length > 0 && await meanings.OfQuestionAsync(one.Turns[^1], ct).ConfigureAwait(false) is { } question)
                items.Add(new AdapterTrainer.Item(question, gold));
        }

        return new AdapterTrainer.Group([.. sentences.Select(sentence => VectorOf(meanings, sentence))], items, importance);
    }

    /// <summary>A sentence as the composer compares it: by itself and where it stands.</summary>
    public static float[] VectorOf(Meanings meanings, IndexedSentence sentence)
    {
        var alone = meanings.OfKnownText(sentence.Text)!.Value.Span;
        var inContext = meanings.OfKnownText(sentence.InContext)!.Value.Span;
        var vector = new float[alone.Length];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = (alone[i] + inContext[i]) / 2;
        return vector;
    }
}
