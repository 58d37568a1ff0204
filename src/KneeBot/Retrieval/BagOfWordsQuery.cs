using Lucene.Net.Index;
using Lucene.Net.Search;

namespace KneeBot.Retrieval;

/// <summary>Builds a query from analysed words alone; what a visitor types is never parsed as query syntax.</summary>
internal static class BagOfWordsQuery
{
    /// <summary>Most distinct terms of a query; later ones are dropped.</summary>
    public const int MaxTerms = 32;

    /// <summary>A disjunction over every field and term, or null when no term is left.</summary>
    public static Query? Build(IEnumerable<string> terms, IReadOnlyDictionary<string, float> fieldBoosts, IReadOnlyList<string> labels, (string Field, float Boost) meaning)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var term in terms.Distinct(StringComparer.Ordinal).Take(MaxTerms))
        {
            var fields = new DisjunctionMaxQuery(0.3f);
            foreach (var (field, boost) in fieldBoosts)
                fields.Add(new TermQuery(new Term(field, term)) { Boost = boost });
            query.Add(fields, Occur.SHOULD);
        }

        foreach (var label in labels.Take(MaxTerms))
            query.Add(new TermQuery(new Term(meaning.Field, label)) { Boost = meaning.Boost }, Occur.SHOULD);
        return query.Clauses.Count == 0 ? null : query;
    }
}
