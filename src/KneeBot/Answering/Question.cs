using System.Text.RegularExpressions;
using KneeBot.Conversations;
using KneeBot.Retrieval;

namespace KneeBot.Answering;

/// <summary>One question of a message: what it asks for, and what the rest of the message and the dialogue are about.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Context">Units of statements around it and of the dialogue's topic; they steer, but need no answer.</param>
/// <param name="Kinds">Kinds of question it is.</param>
public sealed record Question(string Text, IReadOnlyList<QueryUnit> Asked, IReadOnlyList<QueryUnit> Context, IReadOnlyList<string> Kinds)
{
    /// <summary>The subjects an answer has to be about: those it names, else those of the context.</summary>
    public IReadOnlyList<QueryUnit> Subjects { get; init; } = [];
}

/// <summary>Splits a message into its questions.</summary>
public sealed partial class QuestionReader(KneeAnalyzer analyzer, Thesaurus thesaurus, QuestionKinds kinds)
{
    /// <summary>Most questions of one message that are answered; the rest count as context.</summary>
    public const int MaxQuestions = 3;

    /// <summary>Most units of a question that are looked for, and most of its context: each costs a look at every sentence.</summary>
    public const int MaxUnits = 64;

    /// <summary>The questions of a message, complete in itself.</summary>
    public IReadOnlyList<Question> Read(string message)
    {
        var (text, topic) = FollowUpResolver.Split(message);
        var sentences = Sentences(text).ToArray();
        var asking = sentences.Where(Asks).ToArray();
        var parts = (asking.Length > 0 ? asking : sentences).SelectMany(Parts).ToArray();
        var told = asking.Length > 0 ? sentences.Except(asking).SelectMany(Units).ToArray() : [];
        return [.. Merge(parts, [.. told, .. Units(topic)]).Select(Finished)];
    }

    /// <summary>A part that names nothing ("and what is it") joins the one before; a later part is about what the first one named.</summary>
    private List<Question> Merge(string[] parts, QueryUnit[] context)
    {
        var questions = new List<Question>();
        foreach (var part in parts)
        {
            var units = Units(part);
            if (questions.Count > 0 && (units.Count < 1 || questions.Count == MaxQuestions))
            {
                var last = questions[^1];
                questions[^1] = last with { Text = last.Text + " " + part, Asked = [.. last.Asked, .. units] };
            }
            else
            {
                questions.Add(new Question(part, units, questions.Count == 0 ? context : [.. context, .. questions[0].Asked], []));
            }
        }

        // A leading part that names nothing says only what kind of question the next one is.
        return questions.Count > 1 && questions[0].Asked.Count == 0 ? [.. questions.Skip(1)] : questions;
    }

    /// <summary>A question that nothing more joins.</summary>
    private Question Finished(Question question)
    {
        QueryUnit[] asked = [.. question.Asked.Take(MaxUnits)], context = [.. question.Context.Take(MaxUnits)];
        var own = asked.Where(thesaurus.IsSubject).ToArray();
        return question with
        {
            Asked = asked,
            Context = context,
            Kinds = kinds.Asked(analyzer.Stems(question.Text)),
            Subjects = own.Length > 0 ? own : [.. context.Where(thesaurus.IsSubject).Take(2)],
        };
    }

    private IReadOnlyList<QueryUnit> Units(string text) => text.Length == 0 ? [] : thesaurus.Units(analyzer.Stems(text));

    /// <summary>The sentences, each with its mark; a mark inside a word ("4.5") ends nothing.</summary>
    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && !(text[i] is '.' or '?' or '!' && char.IsWhiteSpace(text[i + 1])))
                continue;
            if (text[start..(i + 1)].Trim() is { Length: > 1 } sentence)
                yield return sentence;
            start = i + 1;
        }
    }

    /// <summary>"What is it and how long does it last" is two questions.</summary>
    private static IEnumerable<string> Parts(string sentence)
    {
        var start = 0;
        foreach (Match match in NextPart().Matches(sentence))
        {
            if (match.Index == 0)
                continue;
            yield return sentence[start..match.Index].Trim();
            start = match.Index + 1;
        }

        yield return sentence[start..].Trim();
    }

    private static bool Asks(string sentence) => sentence.EndsWith('?') || Opener().IsMatch(sentence);

    [GeneratedRegex(@"^(and |so |but |ok |also |then |please |well |or )*(what|whats|which|why|how|hows|when|where|who|whose|is|are|was|does|do|did|can|could|will|would|should|may|has|have|list|tell me|explain|name|any|i (want|would like) to know|is there)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Opener();

    [GeneratedRegex(@"(,? and|,) (what|which|why|how|when|where|who|is|are|does|do|can|could|will|would|should)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NextPart();
}
