using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>The stems of a text before and after places in it, as if each part were a text of its own; the text is read once, however many places are asked for.</summary>
internal sealed class SplitStems
{
    private readonly string _text;
    private readonly KneeAnalyzer _analyzer;
    private readonly Stem[] _stems;
    private readonly (int Start, int End)[] _places;

    public SplitStems(string text, KneeAnalyzer analyzer)
    {
        (_text, _analyzer) = (text, analyzer);
        (_stems, _places) = analyzer.PlacedStems(text);
    }

    /// <summary>The stems of what stands before a place.</summary>
    public IReadOnlyList<Stem> Before(int place)
    {
        var whole = Count(word => word.End <= place);
        var stems = new ArraySegment<Stem>(_stems, 0, whole);
        return whole < _places.Length && _places[whole].Start < place ? [.. stems, .. _analyzer.Stems(_text[_places[whole].Start..place])] : stems;
    }

    /// <summary>The stems of what stands after a place.</summary>
    public IReadOnlyList<Stem> After(int place)
    {
        var first = Count(word => word.Start < place);
        var stems = new ArraySegment<Stem>(_stems, first, _stems.Length - first);
        return first > 0 && _places[first - 1].End > place ? [.. _analyzer.Stems(_text[place.._places[first - 1].End]), .. stems] : stems;
    }

    /// <summary>How many words from the first satisfy a condition.</summary>
    private int Count(Func<(int Start, int End), bool> isBefore) => _places.TakeWhile(isBefore).Count();
}
