using KneeBot.Corpus;

namespace KneeBot;

/// <summary>What a visitor gets: a closed set, so that a renderer's switch is complete.</summary>
public abstract record Reply
{
    private Reply() { }

    /// <summary>Fixed text that comes first: what to do now, why something is declined, what is not covered. May be empty.</summary>
    public string Notice { get; init; } = "";

    /// <summary>Sentences of the articles, verbatim, ready to read; empty when nothing is quoted.</summary>
    public string Body { get; init; } = "";

    /// <summary>Where each quoted sentence stands, in the order of <see cref="Body"/>.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>Questions the visitor may want to ask next; every one is answerable. At most three.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>Whether a language model wrote <see cref="Body"/>; false when it is quoted as it stands. Channels that label such text do.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Whether the flag was raised by an earlier message and this reply only says so again.</summary>
    public bool IsReminder { get; init; }

    /// <summary>The whole reply as plain text: notice, then body.</summary>
    public string Text => (Notice.Length, Body.Length) switch
    {
        (_, 0) => Notice,
        (0, _) => Body,
        _ => Notice + "\n\n" + Body,
    };

    /// <summary>The articles answer the question.</summary>
    public sealed record Answered : Reply;

    /// <summary>The articles do not answer the question.</summary>
    public sealed record NotCovered : Reply;

    /// <summary>A personal diagnosis, treatment or dose was asked for.</summary>
    public sealed record DiagnosisDeclined : Reply;

    /// <summary>A sign that a doctor should see soon.</summary>
    public sealed record SeeDoctor : Reply;

    /// <summary>A sign that needs an emergency department or urgent care today.</summary>
    public sealed record UrgentCare : Reply;

    /// <summary>A sign that needs the emergency number now.</summary>
    public sealed record Emergency : Reply;

    /// <summary>Thoughts of self-harm or suicide.</summary>
    public sealed record Crisis : Reply;

    /// <summary>A greeting, thanks, or a question about the assistant itself.</summary>
    public sealed record SmallTalk : Reply;

    /// <summary>The reply's name in the batch contract: <c>answered</c>, <c>urgentCare</c>, …</summary>
    public string Outcome
    {
        get
        {
            var name = GetType().Name;
            return char.ToLowerInvariant(name[0]) + name[1..];
        }
    }
}

/// <summary>Where a quoted sentence stands.</summary>
/// <param name="Passage">The passage it is a span of.</param>
/// <param name="Article">Title of the article.</param>
/// <param name="Section">Heading of the section; the article's title before the first heading.</param>
/// <param name="Url">Link to the section, absolute where the article or the site has an address; null otherwise.</param>
/// <param name="Quote">The sentence, verbatim.</param>
public sealed record Citation(PassageId Passage, string Article, string Section, Uri? Url, string Quote)
{
    /// <summary>The sentence of the reply that rests on the quote, when a language model phrased it; null when the quote itself is said.</summary>
    public string? Phrased { get; init; }

    /// <summary>What stands in the reply's body.</summary>
    public string Said => Phrased ?? Quote;
}
