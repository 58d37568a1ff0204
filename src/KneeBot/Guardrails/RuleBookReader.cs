using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using KneeBot.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KneeBot.Guardrails;

/// <summary>Reads the embedded rule files, and an operator's files on top of them. Anything wrong stops start-up with file, line and reason.</summary>
public static class RuleBookReader
{
    /// <summary>Reads the rule book.</summary>
    /// <param name="operatorFolder">Folder with further <c>*.yaml</c> or <c>*.yml</c> files, at least one; they add concepts, wordings and rules and can remove none. Null or empty: none.</param>
    /// <param name="time">Clock for "in 2019".</param>
    /// <exception cref="RuleFormatException">A file is broken, or a built-in rule would be replaced.</exception>
    public static RuleBook Read(string? operatorFolder = null, TimeProvider? time = null)
    {
        var files = BuiltIn().ToList();
        var builtIn = files.Count;
        if (!string.IsNullOrEmpty(operatorFolder))
        {
            if (!Directory.Exists(operatorFolder))
                throw new RuleFormatException($"the rules folder '{operatorFolder}' does not exist; correct Guardrails:RulesFolder or remove it");
            string[] own = [.. Directory.EnumerateFiles(operatorFolder).Where(path => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml").Order(StringComparer.Ordinal)];
            if (own.Length == 0)
                throw new RuleFormatException($"the rules folder '{operatorFolder}' holds no *.yaml file; put one there or remove Guardrails:RulesFolder");
            files.AddRange(own.Select(path => (path, File.ReadAllText(path))));
        }

        return Read(files, time ?? TimeProvider.System, builtIn);
    }

    /// <param name="files">The built-in files, then an operator's.</param>
    /// <param name="time">Clock for "in 2019".</param>
    /// <param name="builtIn">How many of them are built in; null: all.</param>
    internal static RuleBook Read(IReadOnlyList<(string Name, string Yaml)> files, TimeProvider time, int? builtIn = null)
    {
        var draft = new Draft();
        foreach (var (at, (name, yaml)) in files.Index())
        {
            if (at == builtIn)
                draft.Close();
            ReadFile(name, yaml, draft);
        }

        return draft.Build(time, Version(files));
    }

    internal static IEnumerable<(string Name, string Yaml)> BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Rules/", StringComparison.Ordinal) && n.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource["Rules/".Length..], reader.ReadToEnd());
        }
    }

    private static string Version(IReadOnlyList<(string Name, string Yaml)> files)
    {
        var all = string.Join('\0', files.Select(file => Path.GetFileName(file.Name) + "\0" + file.Yaml.ReplaceLineEndings("\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..12];
    }

    private static void ReadFile(string name, string yaml, Draft draft)
    {
        draft.File = name;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0)
                return;
            foreach (var (key, value) in Map(stream.Documents[0].RootNode))
            {
                if (draft.IsClosed && Scalar(key) is not ("concepts" or "rules"))
                    throw Fault(key, $"'{Scalar(key)}' cannot stand in a site's own file; use concepts and rules (anything else could keep built-in rules from being met)");
                switch (Scalar(key))
                {
                    case "shorthand": ReadShorthand(value, draft); break;
                    case "concepts": ReadConcepts(value, draft); break;
                    case "cues": ReadCues(value, draft); break;
                    case "pseudo": draft.CuePhrases(ContextRules.PseudoLabel).AddRange(Phrases(value)); break;
                    case "emphasis": draft.CuePhrases(ContextRules.EmphasisLabel).AddRange(Phrases(value)); break;
                    case "recurrence": draft.CuePhrases(ContextRules.RecurrenceLabel).AddRange(Phrases(value)); break;
                    case "all-clear": draft.CuePhrases(ContextRules.AllClearLabel).AddRange(Phrases(value)); break;
                    case "frames": draft.CuePhrases(ContextRules.FrameLabel).AddRange(Phrases(value)); break;
                    case "appended": draft.CuePhrases(ContextRules.AppendedLabel).AddRange(Phrases(value)); break;
                    case "stops": draft.CuePhrases(ContextRules.StopLabel).AddRange(Phrases(value)); break;
                    case "plain-statement": ReadPlainStatement(value, draft); break;
                    case "word-lists": ReadWordLists(value, draft); break;
                    case "rules": ReadRules(value, draft); break;
                    default: throw Fault(key, $"'{Scalar(key)}' is not known; use shorthand, concepts, cues, pseudo, emphasis, recurrence, all-clear, frames, appended, stops, plain-statement, word-lists or rules");
                }
            }
        }
        catch (YamlException e)
        {
            var (line, reason) = YamlFault.Of(e, yaml);
            throw new RuleFormatException($"{name}, line {line}: {reason}", e);
        }
        catch (InvalidOperationException e) // what the parser throws at some brackets that are never closed
        {
            throw new RuleFormatException($"{name} is not valid YAML: a bracket or brace is not closed", e);
        }
        catch (RuleFault e)
        {
            throw new RuleFormatException($"{name}, line {e.Line}: {e.Message}", e);
        }
    }

    private static void ReadShorthand(YamlNode node, Draft draft)
    {
        foreach (var (key, value) in Map(node))
            draft.Shorthand[Scalar(key)] = Scalar(value);
    }

    private static void ReadConcepts(YamlNode node, Draft draft)
    {
        foreach (var (key, value) in Map(node))
        {
            var id = Scalar(key);
            if (draft.IsBuiltIn(id))
                throw Fault(key, $"the concept '{id}' is a built-in one, which built-in rules may rely on not being said; concepts can be added, not changed: choose another id");
            var entry = new Entry(value);
            var phrases = Phrases(entry.Required("words", key), (item, phrase) => draft.Refer(item, $"the concept '{id}'", phrase.References, phrase.Source, id));
            draft.AddConcept(id, entry.Text("says") ?? id.Replace('-', ' '), phrases, entry.Contexts("accepts"), entry.Number("within-days"));
            entry.NothingElse("words", "accepts", "within-days", "says");
        }
    }

    private static void ReadCues(YamlNode node, Draft draft)
    {
        foreach (var (key, value) in Map(node))
        {
            var id = Scalar(key);
            var entry = new Entry(value);
            if (!Enum.TryParse<CueDirection>(entry.Text("direction") ?? "", ignoreCase: true, out var direction))
                throw Fault(key, $"the cue '{id}' needs a direction: forward, backward, predicate, closing, both, sentence, message or within");
            var category = entry.Contexts("category");
            if (category == MentionContext.None)
                throw Fault(key, $"the cue '{id}' needs a category: negated, historical, hypothetical or other");
            draft.Cues.Add(new ContextCue(id, category, direction, entry.Number("reach") ?? 8, entry.Contexts("unless")));
            draft.CuePhrases(id).AddRange(Phrases(entry.Required("words", key)));
            entry.NothingElse("words", "direction", "category", "reach", "unless");
        }
    }

    private static void ReadPlainStatement(YamlNode node, Draft draft)
    {
        var entry = new Entry(node);
        draft.PlainStatement.Questions.UnionWith(entry.List("questions"));
        draft.PlainStatement.NeutralWords.UnionWith(entry.List("words"));
        foreach (var concept in entry.Nodes("concepts"))
        {
            draft.PlainStatement.NeutralConcepts.Add(Scalar(concept));
            draft.Refer(concept, "the list of neutral concepts", [Scalar(concept)], Scalar(concept));
        }

        entry.NothingElse("questions", "words", "concepts");
    }

    private static void ReadWordLists(YamlNode node, Draft draft)
    {
        foreach (var (key, value) in Map(node))
        {
            var id = Scalar(key);
            var entry = new Entry(value);
            // Further entries add words; the first one says what they do.
            var list = draft.WordLists.Find(id) ?? draft.WordLists.Add(new WordList(id, Scalar(entry.Required("says", key))));
            list.Words.UnionWith(entry.List("words"));
            foreach (var (word, meant) in entry.Pairs("becomes"))
                list.Becomes[word] = meant;
            entry.NothingElse("says", "words", "becomes");
        }
    }

    private static void ReadRules(YamlNode node, Draft draft)
    {
        foreach (var (railKey, list) in Map(node))
        {
            var rail = Scalar(railKey);
            foreach (var item in Sequence(list))
            {
                var entry = new Entry(item);
                var id = Scalar(entry.Required("id", item));
                if (!Enum.TryParse<Severity>(entry.Text("severity") ?? "", ignoreCase: true, out var severity) || severity == Severity.Allow)
                    throw Fault(item, $"the rule '{id}' needs a severity: decline, seeDoctor, urgentCare, emergency or crisis");
                var conditions = new List<RuleCondition>();
                foreach (var (suffix, level) in new[] { ("", severity), ("-emergency", Severity.Emergency), ("-urgent-care", Severity.UrgentCare), ("-see-doctor", Severity.SeeDoctor) })
                {
                    foreach (var (name, trust) in new[] { ("always", Trust.Always), ("when", Trust.UnlessDoubted), ("suspect", Trust.WithSupport) })
                    foreach (var when in entry.Nodes(name + suffix))
                    {
                        conditions.Add(Condition(when, level, trust));
                        draft.Refer(when, $"the rule '{id}'", conditions[^1].Expression.Concepts, conditions[^1].When);
                    }
                }

                if (conditions.Count == 0)
                    throw Fault(item, $"the rule '{id}' has no 'always', no 'when' and no 'suspect'");
                var rule = new Rule(id, entry.Text("title") ?? id, severity, entry.Text("logic") ?? "", entry.List("sources"), conditions, entry.List("fires"), entry.List("quiet"));
                draft.AddRule(rail, rule, item);
                entry.NothingElse("id", "severity", "always", "always-emergency", "always-urgent-care", "always-see-doctor", "when", "when-emergency", "when-urgent-care", "when-see-doctor", "suspect", "suspect-emergency", "suspect-urgent-care", "suspect-see-doctor", "title", "logic", "sources", "fires", "quiet");
            }
        }
    }

    private static RuleCondition Condition(YamlNode when, Severity severity, Trust trust)
    {
        try
        {
            return new RuleCondition(Scalar(when), severity, trust);
        }
        catch (RuleFormatException e)
        {
            throw Fault(when, e.Message);
        }
    }

    private static MentionContext Context(YamlNode node) => Scalar(node) switch
    {
        "negated" => MentionContext.Negated,
        "historical" => MentionContext.Historical,
        "hypothetical" => MentionContext.Hypothetical,
        "other" => MentionContext.OtherExperiencer,
        var word => throw Fault(node, $"'{word}' is not a context; use negated, historical, hypothetical or other"),
    };

    private static List<Phrase> Phrases(YamlNode node, Action<YamlNode, Phrase>? read = null)
    {
        var phrases = new List<Phrase>();
        foreach (var item in Sequence(node))
        {
            try
            {
                phrases.Add(Phrase.Parse(Scalar(item)));
                read?.Invoke(item, phrases[^1]);
            }
            catch (RuleFormatException e)
            {
                throw Fault(item, e.Message);
            }
        }

        return phrases;
    }

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Map(YamlNode node) =>
        node is YamlMappingNode map ? map.Children : throw Fault(node, "'name: value' lines are expected here");

    private static IEnumerable<YamlNode> Sequence(YamlNode node) =>
        node is YamlSequenceNode list ? list.Children : throw Fault(node, "a list is expected here");

    private static string Scalar(YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Fault(node, "a text is expected here");

    private static RuleFault Fault(YamlNode node, string message) => new(message, (int)node.Start.Line);

    private sealed class RuleFault(string message, int line) : Exception(message)
    {
        public int Line { get; } = line;
    }

    private sealed class Entry(YamlNode node)
    {
        private readonly Dictionary<string, YamlNode> _values = Map(node).ToDictionary(pair => Scalar(pair.Key), pair => pair.Value);

        public string? Text(string name) => _values.TryGetValue(name, out var value) ? Scalar(value) : null;

        public YamlNode Required(string name, YamlNode at) => _values.TryGetValue(name, out var value) ? value : throw Fault(at, $"'{name}' is missing");

        public IEnumerable<YamlNode> Nodes(string name) => !_values.TryGetValue(name, out var value) ? [] : value is YamlScalarNode ? [value] : Sequence(value);

        public IReadOnlyList<string> List(string name) => [.. Nodes(name).Select(Scalar)];

        public IEnumerable<(string Name, string Value)> Pairs(string name) => !_values.TryGetValue(name, out var value) ? [] : Map(value).Select(pair => (Scalar(pair.Key), Scalar(pair.Value)));

        public MentionContext Contexts(string name) => Nodes(name).Aggregate(MentionContext.None, (all, node) => all | Context(node));

        public int? Number(string name) =>
            !_values.TryGetValue(name, out var value) ? null
            : int.TryParse(Scalar(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw Fault(value, $"'{name}' must be a whole number");

        public void NothingElse(params string[] names)
        {
            foreach (var (name, value) in _values)
                if (!names.Contains(name))
                    throw Fault(value, $"'{name}' is not known here; use {string.Join(", ", names)}");
        }
    }

    /// <summary>A concept named by a rule's condition or by another concept's wording.</summary>
    /// <param name="Where">File and line.</param>
    /// <param name="Who">The rule or concept that names it, in words.</param>
    /// <param name="Concept">The concept named.</param>
    /// <param name="Text">The condition or wording.</param>
    /// <param name="By">The concept that names it; null: a rule does.</param>
    private sealed record Reference(string Where, string Who, string Concept, string Text, string? By);

    /// <summary>What has been read so far.</summary>
    private sealed class Draft
    {
        private readonly Dictionary<string, (Concept Concept, List<Phrase> Phrases)> _concepts = new(StringComparer.Ordinal);
        private HashSet<string>? _builtIn;
        private readonly Dictionary<string, IReadOnlyList<Phrase>> _cuePhrases = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<Rule>> _rules = new(StringComparer.Ordinal)
        {
            [RuleBook.RedFlags] = [], [RuleBook.Crisis] = [], [RuleBook.Diagnosis] = [],
        };

        private readonly List<Reference> _references = [];

        /// <summary>The file that is being read.</summary>
        public string File { get; set; } = "";

        public Dictionary<string, string> Shorthand { get; } = new(StringComparer.Ordinal);

        public List<ContextCue> Cues { get; } = [];

        public PlainStatement PlainStatement { get; } = new();

        public WordLists WordLists { get; } = new();

        public List<Phrase> CuePhrases(string label)
        {
            if (!_cuePhrases.TryGetValue(label, out var list))
                _cuePhrases[label] = list = new List<Phrase>();
            return (List<Phrase>)list;
        }

        /// <summary>Keeps where concepts are named, which may be defined only later.</summary>
        public void Refer(YamlNode at, string who, IEnumerable<string> concepts, string text, string? by = null) =>
            _references.AddRange(concepts.Select(concept => new Reference($"{File}, line {at.Start.Line}", who, concept, text, by)));

        /// <summary>Whether the built-in files have been read, so that what follows can only add concepts and rules.</summary>
        public bool IsClosed => _builtIn is not null;

        /// <summary>From here on the concepts that are there get no further wordings: behind a "!" these would switch rules off.</summary>
        public void Close() => _builtIn = [.. _concepts.Keys];

        public bool IsBuiltIn(string concept) => _builtIn?.Contains(concept) == true;

        public void AddConcept(string id, string says, List<Phrase> phrases, MentionContext accepts, int? within)
        {
            // Further entries add wordings; the first one says what the concept means and accepts.
            if (_concepts.TryGetValue(id, out var known))
                known.Phrases.AddRange(phrases);
            else
                _concepts[id] = (new Concept(id, says, [], accepts, within), phrases);
        }

        public void AddRule(string rail, Rule rule, YamlNode at)
        {
            if (!_rules.TryGetValue(rail, out var rules))
                throw Fault(at, $"'{rail}' is not a rail; use {string.Join(", ", _rules.Keys)}");
            if (_rules.Values.Any(list => list.Any(other => other.Id == rule.Id)))
                throw Fault(at, $"the rule '{rule.Id}' exists already; rules can be added, not replaced: choose another id");
            rules.Add(rule);
        }

        public RuleBook Build(TimeProvider time, string version)
        {
            var missing = BuiltInRules.Ids.Except(_rules.Values.SelectMany(list => list.Select(rule => rule.Id))).ToArray();
            if (missing.Length > 0)
                throw new RuleFormatException($"the built-in rules {string.Join(", ", missing)} are missing");
            CheckReferences();

            var phrases = _concepts.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<Phrase>)entry.Value.Phrases);
            CuePhrases(ContextRules.PseudoLabel);
            CuePhrases(ContextRules.EmphasisLabel);
            CuePhrases(ContextRules.StopLabel);
            CuePhrases(ContextRules.RecurrenceLabel);
            CuePhrases(ContextRules.AllClearLabel);
            CuePhrases(ContextRules.FrameLabel);
            CuePhrases(ContextRules.AppendedLabel);
            var concepts = _concepts.ToDictionary(
                entry => entry.Key,
                entry => entry.Value.Concept with { Wordings = [.. entry.Value.Phrases.Select(phrase => phrase.Source)] },
                StringComparer.Ordinal);
            var english = EnglishWords.Load();
            var analyzer = new MessageAnalyzer(new PhraseMatcher(phrases), new ContextRules(Cues, _cuePhrases, WordLists, time), WordLists);
            return new RuleBook(
                concepts,
                _rules.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<Rule>)entry.Value),
                new TextNormalizer(new SpellingRepair(Shorthand, WordLists.Becomes("before-two"), english, Targets(phrases.Values.Concat(_cuePhrases.Values), english)), WordLists),
                analyzer,
                version)
            {
                Cues = Cues,
                PlainStatement = PlainStatement,
                WordLists = WordLists,
                CueWordings = _cuePhrases.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)[.. entry.Value.Select(phrase => phrase.Source)]),
            };
        }

        /// <exception cref="RuleFormatException">A concept that is named is not there, or refers to itself.</exception>
        private void CheckReferences()
        {
            foreach (var reference in _references.Where(one => !_concepts.ContainsKey(one.Concept)))
            {
                var meant = Misspelling.Nearest(reference.Concept, _concepts.Keys) is { } near ? $" (was '{near}' meant?)" : "";
                throw new RuleFormatException($"{reference.Where}: {reference.Who} refers to '{reference.Concept}' in '{reference.Text}', which is not a concept{meant}");
            }

            // The last one read closes the circle: the files before it were whole.
            var links = _references.Where(one => one.By is not null).ToLookup(one => one.By!, one => one.Concept, StringComparer.Ordinal);
            if (_references.LastOrDefault(one => one.By is { } by && Reaches(one.Concept, by, links, [])) is { } circle)
                throw new RuleFormatException($"{circle.Where}: {circle.Who} refers to itself by way of '<{circle.Concept}>' in '{circle.Text}'");
        }

        private static bool Reaches(string from, string to, ILookup<string, string> links, HashSet<string> seen) =>
            from == to || (seen.Add(from) && links[from].Any(next => Reaches(next, to, links, seen)));

        /// <summary>Words of the lexicon, and every English word that one of its stems covers.</summary>
        private static HashSet<string> Targets(IEnumerable<IReadOnlyList<Phrase>> phrases, HashSet<string> english)
        {
            var parts = phrases.SelectMany(list => list).SelectMany(phrase => phrase.Parts).ToArray();
            var targets = parts.Where(part => part.Kind == Phrase.MatcherKind.Word).Select(part => part.Text).ToHashSet(StringComparer.Ordinal);
            var stems = parts.Where(part => part.Kind == Phrase.MatcherKind.Stem).Select(part => part.Text).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var word in english)
            {
                var length = 3;
                while (length <= word.Length && !stems.Contains(word.AsSpan(0, length)))
                    length++;
                if (length <= word.Length)
                    targets.Add(word);
            }

            return targets;
        }
    }
}
