using System.Runtime.CompilerServices;
using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>What the classifiers look at: named features that are there or not, and 1,536 floats of meaning.</summary>
/// <param name="Names">
/// <c>w:</c> words, <c>b:</c> pairs, <c>s:</c> pairs with one word between, <c>t:</c> triples, <c>p:</c> word beginnings,
/// <c>c:</c> concepts with how they are meant, <c>m:</c> and <c>n:</c> two concepts in one message and one sentence.
/// </param>
/// <param name="Meaning">The embedding of the whole, then maximum and minimum over its windows, dimension by dimension.</param>
internal sealed record MessageFeatures(IReadOnlyList<string> Names, float[] Meaning)
{
    /// <summary>Length of <see cref="Meaning"/>.</summary>
    public const int MeaningLength = 3 * UniversalSentenceEncoderLite.Dimensions;
}

/// <summary>Takes the features from messages. Each message's share is remembered while the message lives.</summary>
internal sealed class FeatureExtractor(UniversalSentenceEncoderLite encoder, IReadOnlyDictionary<string, Concept> concepts)
{
    private const int WindowLength = 24, WindowStep = 18, MaxWindows = 10, Width = UniversalSentenceEncoderLite.Dimensions;

    private readonly ConditionalWeakTable<MessageAnalysis, Part> _parts = [];

    private sealed record Part(IReadOnlyCollection<string> Names, float[] Maximum, float[] Minimum, float[] Whole);

    public MessageFeatures Extract(IReadOnlyList<MessageAnalysis> messages)
    {
        var parts = messages.Select(PartOf).ToArray();
        var whole = messages.Count == 1 ? parts[0].Whole : Embed(string.Join(". ", messages.Select(message => message.Text.Original)));
        var meaning = new float[MessageFeatures.MeaningLength];
        whole.CopyTo(meaning, 0);
        for (var i = 0; i < Width; i++)
        {
            meaning[Width + i] = parts.Max(part => part.Maximum[i]);
            meaning[2 * Width + i] = parts.Min(part => part.Minimum[i]);
        }

        var names = parts.Length == 1 ? parts[0].Names : parts.SelectMany(part => part.Names).ToHashSet(StringComparer.Ordinal);
        return new MessageFeatures([.. names.Order(StringComparer.Ordinal)], meaning);
    }

    private Part PartOf(MessageAnalysis message) => _parts.GetValue(message, Analyze);

    private Part Analyze(MessageAnalysis message)
    {
        var maximum = new float[Width];
        var minimum = new float[Width];
        var first = true;
        foreach (var window in Windows(message.Text).Take(MaxWindows))
        {
            var embedding = Embed(window);
            for (var i = 0; i < Width; i++)
            {
                maximum[i] = first ? embedding[i] : Math.Max(maximum[i], embedding[i]);
                minimum[i] = first ? embedding[i] : Math.Min(minimum[i], embedding[i]);
            }

            first = false;
        }

        return new Part(Names(message), maximum, minimum, Embed(message.Text.Original));
    }

    /// <summary>Capitals and disguised letters do not change a message's meaning, so the encoder sees it folded.</summary>
    private float[] Embed(string text) => encoder.Embed(CharacterFolding.Fold(text).Folded);

    /// <summary>Sentences, long ones in overlapping pieces: a sign buried in a story gets a vector of its own.</summary>
    private static IEnumerable<string> Windows(NormalizedText text)
    {
        foreach (var sentence in text.Tokens.GroupBy(token => token.Sentence))
        {
            var words = sentence.ToArray();
            for (var start = 0; start < words.Length; start += WindowStep)
            {
                var end = Math.Min(words.Length, start + WindowLength);
                if (start > 0 && end - start < 3)
                    break;
                yield return text.Original[words[start].Start..words[end - 1].End];
                if (end == words.Length)
                    break;
            }
        }
    }

    private HashSet<string> Names(MessageAnalysis message)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var tokens = message.Text.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = tokens[i].Text;
            names.Add("w:" + word);
            if (word.Length > 4) names.Add("p:" + word[..4]);
            if (word.Length > 5) names.Add("p:" + word[..5]);
            if (i + 1 < tokens.Count) names.Add($"b:{word}_{tokens[i + 1].Text}");
            if (i + 2 >= tokens.Count) continue;
            names.Add($"s:{word}__{tokens[i + 2].Text}");
            names.Add($"t:{word}_{tokens[i + 1].Text}_{tokens[i + 2].Text}");
        }

        foreach (var mention in message.Mentions)
            names.Add($"c:{mention.Concept}:{(concepts[mention.Concept].Counts(mention) ? "+" : mention.Context.ToString())}");
        var counting = message.Mentions.Where(mention => concepts[mention.Concept].Counts(mention)).Take(60).ToArray();
        foreach (var a in counting)
        foreach (var b in counting)
        {
            if (string.CompareOrdinal(a.Concept, b.Concept) >= 0)
                continue;
            names.Add($"m:{a.Concept}&{b.Concept}");
            if (tokens[a.First].Sentence == tokens[b.First].Sentence)
                names.Add($"n:{a.Concept}~{b.Concept}");
        }

        return names;
    }
}
