using KneeBot.Guardrails;

namespace KneeBot.Semantics.Guarding;

/// <summary>
/// The named features the linear classifiers look at: <c>w:</c> words, <c>b:</c> pairs, <c>s:</c> pairs with one word between,
/// <c>t:</c> triples, <c>p:</c> word beginnings, <c>c:</c> concepts with how they are meant, <c>m:</c> and <c>n:</c> two concepts in one
/// message and one sentence. Each message's share is remembered while the message lives.
/// </summary>
/// <param name="concepts">The lexicon's.</param>
/// <param name="model">Judges them: only names it knows are given and remembered. Null: all, as learning needs them.</param>
internal sealed class MessageFeatures(IReadOnlyDictionary<string, Concept> concepts, LinearModel? model = null)
{
    /// <summary>The features of a dialogue's messages together, each once, in order.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<MessageAnalysis> messages) =>
        [.. messages.SelectMany(message => Parts(message)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private string[] Parts(MessageAnalysis message) => message.Text.Remarks.Find<string[]>(this) ?? message.Text.Remarks.Keep(this, Names(message));

    private string[] Names(MessageAnalysis message)
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

        return model is null ? [.. names] : [.. names.Select(model.Known).OfType<string>()];
    }
}
