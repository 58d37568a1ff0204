using System.Text;
using System.Text.Json;
using KneeBot.Answering;

namespace KneeBot.SemanticKernel;

/// <summary>Reads sentences out of a JSON answer while it arrives: each is given as soon as its object is closed.</summary>
internal sealed class SentenceStream
{
    /// <summary>Most that is read of one answer, in UTF-16 units.</summary>
    public const int MaxLength = 12_000;

    private readonly StringBuilder _text = new();
    private int _at;
    private int _depth;
    private int _object = -1;
    private bool _inString;
    private bool _escaped;

    /// <summary>What has arrived.</summary>
    public string Raw => _text.ToString();

    /// <summary>Whether the answer's outermost object is closed.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes a piece; gives the sentences it completes.</summary>
    /// <exception cref="GenerationException">The answer is too long, or no JSON of the agreed kind.</exception>
    public IEnumerable<ProposedSentence> Take(string piece)
    {
        if (_text.Length + piece.Length > MaxLength)
            throw new GenerationException("it wrote without end");
        _text.Append(piece);
        for (; _at < _text.Length && !IsComplete; _at++)
            if (Step(_text[_at]) is { } sentence)
                yield return sentence;
    }

    private ProposedSentence? Step(char c)
    {
        if (_inString)
        {
            (_inString, _escaped) = (_escaped || c != '"', !_escaped && c == '\\');
            return null;
        }

        switch (c)
        {
            case '"' when _depth > 0:
                _inString = true;
                return null;
            case '{':
                if (++_depth == 2)
                    _object = _at;
                return null;
            case '}' when _depth > 0:
                if (--_depth == 0)
                    IsComplete = true;
                return _depth == 1 && _object >= 0 ? Sentence(_text.ToString(_object, _at - _object + 1)) : null;
            default:
                return null;
        }
    }

    private static ProposedSentence? Sentence(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (!root.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String || !root.TryGetProperty("passages", out var passages) || passages.ValueKind != JsonValueKind.Array)
                throw new GenerationException("its answer has not the agreed form");
            return new ProposedSentence(text.GetString()!.Trim(), [.. passages.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : 0)]);
        }
        catch (JsonException)
        {
            throw new GenerationException("its answer is no valid JSON");
        }
        catch (InvalidOperationException)
        {
            throw new GenerationException("its answer is no valid text"); // a lone surrogate
        }
    }
}
