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

    /// <summary>What it asks to be explained or placed ("where is the popliteus muscle"); empty when it asks something else.</summary>
    public IReadOnlyList<QueryUnit> Focus { get; init; } = [];

    /// <summary>Whether the visitor tells something about themselves and asks nothing.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether it names an illness, an injury or a part of the body.</summary>
    public bool NamesCondition { get; init; }

    /// <summary>Whether it names its subject itself.</summary>
    public bool NamesSubject { get; init; }

    /// <summary>Whether it asks what causes its subjects, and nothing else of them.</summary>
    public bool AsksForCauses { get; init; }

    /// <summary>Whether it asks for a kind of answer and names nothing else: "how long does it last", "is it dangerous".</summary>
    public bool IsKindAlone { get; init; }
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
        var sentences = AskedPart.Sentences(text).ToArray();
        var asking = sentences.Where(AskedPart.Asks).ToArray();
        var parts = (asking.Length > 0 ? asking : sentences).SelectMany(Parts).ToArray();
        var told = asking.Length > 0 ? sentences.Except(asking).SelectMany(Units).ToArray() : [];
        var isTold = asking.Length == 0 && FirstPerson().IsMatch(text) && !Inverted().IsMatch(text);
        return [.. Merge(parts, [.. told, .. Units(topic)]).Select(question => Finished(question) with { IsTold = isTold })];
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
        QueryUnit[] asked = [.. question.Asked.Take(MaxUnits).Select(unit => unit with { Kinds = kinds.AskedBy(unit) })], context = [.. question.Context.Take(MaxUnits)];
        var own = asked.Where(thesaurus.IsSubject).ToArray();
        return question with
        {
            Asked = asked,
            Context = context,
            Kinds = kinds.Asked(analyzer.Stems(question.Text)),
            IsKindAlone = kinds.Beside(analyzer.Stems(question.Text)) is { } beside && thesaurus.Units(beside).Count == 0,
            Subjects = own.Length > 0 ? own : [.. context.Where(thesaurus.IsSubject).Take(2)],
            NamesSubject = own.Length > 0,
            AsksForCauses = own.Length > 0 && Causes.AskedOf(question.Text) is { } rest && Units(rest).All(unit => unit.Importance < 1 || unit.Labels.Any(thesaurus.IsCondition)),
            NamesCondition = asked.Concat(context).SelectMany(unit => unit.Labels).Any(thesaurus.IsCondition),
            Focus = FocusOf().Match(question.Text) is { Success: true } focus ? [.. Units(focus.Groups["focus"].Value).Take(2)] : [],
        };
    }

    private IReadOnlyList<QueryUnit> Units(string text) => text.Length == 0 ? [] : thesaurus.Units(analyzer.Stems(text));

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

    [GeneratedRegex(@"\b(i|im|ive|my|me|mine|myself|we|our)\b|\b(this|that|stupid|bloody|damn|blasted|flipping) knees?\b[.!]*$|^(nothing|nobody|no one|everything|it|its|still|this|that|they|these|those)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex FirstPerson();

    /// <summary>A question without its mark, after what it is asked about: "after reading this do i still need …", "… is that a thing", "… in which illness".</summary>
    [GeneratedRegex(@"\b(do|does|did|can|could|should|would|will) (i|it|this|that|these|those|they|we|you|she|he|people)\b|\bis (this|that|it) (a|an|normal|common|usual|typical|ok|okay|bad|right|true|dangerous|serious|something|anything)\b|\bwhos (right|correct|wrong)\b|\b(in|of|for|from|at|with|to|by) (what|which) \w+|\bwhich (\w+ ){0,3}(is|are|do|does|can|could|should|would|will|help|helps|cause|causes|make|makes)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Inverted();

    [GeneratedRegex(@"\b((what|where|whereabouts|who)( (even|exactly|actually|on earth))? (is|are|was|were|does|do)|whats|wheres|whos|tell me about|define|meaning of|definition of|what about)( (a|an|the|my|your|this|these|those|that|some))* (?<focus>\w+( \w+){0,2})", RegexOptions.ExplicitCapture)]
    private static partial Regex FocusOf();

    [GeneratedRegex(@"(,? and|,) (what|which|why|how|when|where|who|is|are|does|do|can|could|will|would|should)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex NextPart();
}
