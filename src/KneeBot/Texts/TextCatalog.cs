using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace KneeBot.Texts;

/// <summary>Every fixed sentence KneeBot says, and the emergency numbers: read from <c>texts.en.yaml</c> and <c>regions.yaml</c>.</summary>
public sealed class TextCatalog
{
    private static readonly string[] Files = ["texts.en.yaml", "regions.yaml", "other-languages.yaml"];

    private readonly TextFile _texts;
    private readonly RegionFile _regions;
    private readonly List<string> _smallTalkOrder;

    private TextCatalog(TextFile texts, RegionFile regions)
    {
        _texts = texts;
        _regions = regions;
        _smallTalkOrder = [.. texts.SmallTalk.Keys];
    }

    /// <summary>The embedded texts.</summary>
    public static TextCatalog Load()
    {
        var yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();
        return new TextCatalog(
            yaml.Deserialize<TextFile>(Resource("Texts/texts.en.yaml")),
            yaml.Deserialize<RegionFile>(Resource("Texts/regions.yaml")));
    }

    /// <summary>A text by name, with <c>{name}</c> placeholders filled in.</summary>
    /// <exception cref="KeyNotFoundException">No text has this name.</exception>
    public string this[string name, params (string Name, string Value)[] values] =>
        Fill(_texts.Texts.TryGetValue(name, out var text) ? text.Trim() : throw new KeyNotFoundException($"texts.en.yaml has no text '{name}'."), values);

    /// <summary>What a rule's reply says about the sign, or null when the general text serves.</summary>
    public string? ForRule(string ruleId) => _texts.Rules.TryGetValue(ruleId, out var text) ? text.Trim() : null;

    /// <summary>The numbers of a country.</summary>
    /// <param name="region">Two-letter country code; null or unknown gives the international entry.</param>
    public RegionNumbers Region(string? region) =>
        region is not null && _regions.Regions.TryGetValue(CodeOf(region), out var numbers) ? numbers : _regions.International;

    /// <summary>Whether a country has numbers of its own.</summary>
    public bool HasRegion(string region) => _regions.Regions.ContainsKey(CodeOf(region));

    /// <summary>Countries with numbers of their own.</summary>
    public IReadOnlyCollection<string> Regions => _regions.Regions.Keys;

    private string CodeOf(string region) => _regions.Aliases.GetValueOrDefault(region.ToUpperInvariant(), region.ToUpperInvariant());

    /// <summary>First 12 hex digits of the SHA-256 of the text files: names the texts a sign-off is for.</summary>
    public static string Version => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\0', Files.Select(name => Resource("Texts/" + name).ReplaceLineEndings("\n"))))))[..12];

    /// <summary>Every fixed text by name: general ones, what is added for one rule, replies to small talk.</summary>
    internal IEnumerable<KeyValuePair<string, string>> All =>
        _texts.Texts
            .Concat(_texts.Rules.Select(text => KeyValuePair.Create("added for " + text.Key, text.Value)))
            .Concat(_texts.Sympathies.Select(sympathy => KeyValuePair.Create("instead of 'not covered': " + sympathy.Key, sympathy.Value.Reply)))
            .Concat(_texts.SmallTalk.Where(talk => talk.Value.Reply.Length > 0).Select(talk => KeyValuePair.Create("small talk: " + talk.Key, talk.Value.Reply)));

    /// <summary>The wordings of each kind of message that asks nothing but tells of pain or worry, the kind that replies first at the top.</summary>
    internal IReadOnlyDictionary<string, List<string>> SympathyWordings => _texts.Sympathies.ToDictionary(entry => entry.Key, entry => entry.Value.Words);

    /// <summary>The reply to a message of such a kind.</summary>
    internal string SympathyReply(string kind, params (string Name, string Value)[] values) => Fill(_texts.Sympathies[kind].Reply.Trim(), values);

    /// <summary>The wordings of each kind of small talk, and of the parts that they are made of.</summary>
    internal IReadOnlyDictionary<string, List<string>> SmallTalkWordings =>
        _texts.SmallTalk.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Words)).Concat(_texts.SmallTalkParts).ToDictionary();

    /// <summary>Whether a name is that of a part of wordings, which says nothing by itself.</summary>
    internal bool IsSmallTalkPart(string name) => _texts.SmallTalkParts.ContainsKey(name);

    /// <summary>The kind of small talk that a message of pictures alone is; null when they stand for none.</summary>
    internal string? PicturedSmallTalk(string message) =>
        _texts.SmallTalk.FirstOrDefault(talk => talk.Value.Pictures.Any(picture => message.Contains(picture, StringComparison.Ordinal))).Key;

    /// <summary>Whether small talk of this kind never asks: with a question mark it is something else.</summary>
    internal bool NeverAsks(string kind) => _texts.SmallTalk[kind].NeverAsks;

    /// <summary>Whether a wording of this kind is small talk only as the whole message.</summary>
    internal bool IsAlone(string kind) => _texts.SmallTalk[kind].Alone;

    /// <summary>Whether questions to begin with stand below the reply to this kind.</summary>
    internal bool OffersQuestions(string kind) => _texts.SmallTalk[kind].Offers;

    internal int SmallTalkRank(string kind) => _smallTalkOrder.IndexOf(kind);

    internal string SmallTalkReply(string kind, params (string Name, string Value)[] values) => Fill(_texts.SmallTalk[kind].Reply.Trim(), values);

    private static string Fill(string text, (string Name, string Value)[] values) =>
        values.Aggregate(text, (filled, value) => filled.Replace("{" + value.Name + "}", value.Value, StringComparison.Ordinal));

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded file '{name}' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed class TextFile
    {
        public Dictionary<string, string> Texts { get; set; } = [];

        public Dictionary<string, string> Rules { get; set; } = [];

        public Dictionary<string, SmallTalkEntry> Sympathies { get; set; } = [];

        public Dictionary<string, SmallTalkEntry> SmallTalk { get; set; } = [];

        public Dictionary<string, List<string>> SmallTalkParts { get; set; } = [];
    }

    private sealed class SmallTalkEntry
    {
        public string Reply { get; set; } = "";

        public List<string> Words { get; set; } = [];

        public List<string> Pictures { get; set; } = [];

        public bool NeverAsks { get; set; }

        public bool Alone { get; set; }

        public bool Offers { get; set; }
    }

    private sealed class RegionFile
    {
        public RegionNumbers International { get; set; } = new();

        public Dictionary<string, RegionNumbers> Regions { get; set; } = [];

        public Dictionary<string, string> Aliases { get; set; } = [];
    }
}

/// <summary>Numbers to call in one country, as they are read out in a reply.</summary>
public sealed class RegionNumbers
{
    /// <summary>Emergency number.</summary>
    public string Emergency { get; set; } = "";

    /// <summary>Line for urgent medical advice that is not an emergency; empty where there is none.</summary>
    public string UrgentAdvice { get; set; } = "";

    /// <summary>Crisis line, with its name; empty where none is listed.</summary>
    public string Crisis { get; set; } = "";

    /// <summary>Help line for people hurt by somebody else, with its name; empty where none is listed.</summary>
    public string Abuse { get; set; } = "";
}
