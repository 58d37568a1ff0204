using Lucene.Net.Index;
using Lucene.Net.Search;

namespace KneeBot.Retrieval;

/// <summary>Builds a query from analysed words alone; what a visitor types is never parsed as query syntax.</summary>
internal static class BagOfWordsQuery
{
    /// <summary>Most distinct terms of a query; later ones are dropped.</summary>
    public const int MaxTerms = 32;

    /// <summary>A disjunction over every field and term that the index has, or null when no term is left.</summary>
    public static Query? Build(IndexReader reader, IEnumerable<string> terms, IReadOnlyDictionary<string, float> fieldBoosts, IReadOnlyList<string> labels, (string Field, float Boost) meaning)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var term in terms.Distinct(StringComparer.Ordinal).Take(MaxTerms))
        {
            Query[] fields = [.. fieldBoosts.Select(entry => Of(reader, entry.Key, term, entry.Value)).OfType<Query>()];
            // The best of one field is that field: without the wrapper Lucene scores it in bulk.
            if (fields.Length > 0)
                query.Add(fields.Length == 1 ? fields[0] : new DisjunctionMaxQuery(fields, 0.3f), Occur.SHOULD);
        }

        foreach (var label in labels.Take(MaxTerms))
        {
            if (Of(reader, meaning.Field, label, meaning.Boost) is { } clause)
                query.Add(clause, Occur.SHOULD);
        }

        return query.Clauses.Count == 0 ? null : query;
    }

    /// <summary>One word in one field, looked up once; null when the index does not have it.</summary>
    private static TermQuery? Of(IndexReader reader, string field, string text, float boost)
    {
        var term = new Term(field, text);
        var states = TermContext.Build(reader.Context, term);
        return states.DocFreq == 0 ? null : new TermQuery(term, states) { Boost = boost };
    }
}
