using System.ComponentModel.DataAnnotations;
using KneeBot.Configuration;

namespace KneeBot;

/// <summary>KneeBot's settings: the root of <c>appsettings.json</c>.</summary>
public sealed class KneeBotOptions
{
    /// <summary>Folder with the articles; a relative path is taken from the program's own folder (<see cref="FolderSettings"/> says where settings start). Default: <c>corpus</c>.</summary>
    [Required]
    public string Corpus { get; set; } = "corpus";

    /// <summary>Address under which visitors reach the host, for example <c>https://bot.example.org</c>. Makes links to articles absolute. Default: none.</summary>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>Two-letter country whose emergency numbers are given, for example <c>GB</c>. Default: none, all common numbers are named.</summary>
    [RegularExpression("^[A-Za-z]{2}$", ErrorMessage = "Region must be a two-letter country code such as 'GB' or 'US'.")]
    public string? Region { get; set; }

    /// <summary>Whether the country of a message's locale (<c>en-GB</c>) may choose the emergency numbers. Default: false; channels let visitors set it freely.</summary>
    public bool TrustLocaleRegion { get; set; }

    /// <summary>How finding and quoting behaves.</summary>
    [Required]
    public AnswerOptions Answers { get; set; } = new();

    /// <summary>Whether the sentence encoder helps with the answers.</summary>
    public bool AnswersByMeaning => Answers.Encoder ?? Guardrails.Semantic != "off";

    /// <summary>How the rails behave.</summary>
    [Required]
    public GuardrailOptions Guardrails { get; set; } = new();
}

/// <summary>How passages are found and answers are put together.</summary>
public sealed class AnswerOptions
{
    /// <summary>Passages looked at for an answer. Default: 16.</summary>
    [Range(1, 50)]
    public int TopK { get; set; } = 16;

    /// <summary>Most sentences in an answer; a list counts once. Default: 5.</summary>
    [Range(1, 10)]
    public int MaxSentences { get; set; } = 5;

    /// <summary>Most words in an answer that is no list. Default: 85.</summary>
    [Range(20, 400)]
    public int MaxWords { get; set; } = 85;

    /// <summary>
    /// Whether the embedded sentence encoder helps to find passages, choose sentences and decide whether they answer. Default:
    /// null, as <see cref="GuardrailOptions.Semantic"/> says. Off starts at once and answers faster, by words alone, and finds less.
    /// </summary>
    public bool? Encoder { get; set; }

    /// <summary>What the sentence encoder wants in front of a question; empty for an encoder without such a prefix. Default: the built-in encoder's.</summary>
    public string QuestionPrefix { get; set; } = "Represent this sentence for searching relevant passages: ";

    /// <summary>
    /// Folder where the articles' vectors are kept between runs; relative paths are taken from the program's own folder. One that
    /// cannot be written is done without. Default: none, they are made at each start.
    /// </summary>
    public string? EmbeddingCache { get; set; }

    /// <summary>Least probability that the chosen sentences answer the question; below it the reply says that the articles do not. Default: 0.5.</summary>
    [Range(0.0, 1.0)]
    public double MinProbability { get; set; } = 0.5;
}

/// <summary>How the rails behave.</summary>
public sealed class GuardrailOptions
{
    /// <summary>
    /// Whether the embedded sentence encoder helps the rules: <c>on</c> (default) or <c>off</c>. Off starts faster and needs 60 MB
    /// less, but misses about half of the red flags that visitors describe without naming them.
    /// </summary>
    [RegularExpression("^(on|off)$", ErrorMessage = "Guardrails:Semantic must be 'on' or 'off'.")]
    public string Semantic { get; set; } = "on";

    /// <summary>Folder with further rule files of the site's operator; they add to the built-in rules and cannot remove any. Default: none.</summary>
    public string? RulesFolder { get; set; }
}
