using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace KneeBot.Configuration;

/// <summary>The settings there are, so that a misspelt one is noticed: the binder passes over it. Names compare without case.</summary>
public sealed class SettingNames
{
    private readonly Dictionary<string, bool> _names = new(StringComparer.OrdinalIgnoreCase); // whether more may follow after a colon
    private readonly HashSet<string> _ofOthers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds the settings of a class.</summary>
    /// <param name="section">The section that is bound to it; empty: the whole configuration.</param>
    /// <param name="options">The class.</param>
    public SettingNames Add(string section, Type options)
    {
        foreach (var property in Properties(options))
        {
            var name = section.Length == 0 ? property.Name : $"{section}:{property.Name}";
            if (IsGroup(property.PropertyType))
                Add(name, property.PropertyType);
            else
                _names[name] = IsList(property.PropertyType);
        }

        return this;
    }

    /// <summary>Adds settings by name; one that ends in <c>:*</c> is a list, or a section that is not looked into.</summary>
    public SettingNames Add(params string[] names)
    {
        foreach (var name in names)
            _names[name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name] = name.EndsWith(":*", StringComparison.Ordinal);
        return this;
    }

    /// <summary>Adds settings that others read, as <see cref="Add(string[])"/> does: they are known, and no variable of the environment is taken for a misspelt one of them.</summary>
    public SettingNames AddOfOthers(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
            _ofOthers.Add(name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name);
        return Add(names);
    }

    /// <summary>Whether settings stand under this name.</summary>
    public bool IsSection(string name) => _names.Any(one => one.Key.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase) || (one.Value && one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What is wrong with a name, and which was probably meant; null when there is such a setting.</summary>
    public string? Fault(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (IsKnown(name))
            return null;
        var typed = name;
        name = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is [.. var list, ':'] ? list : name; // an entry of a list
        var section = name.LastIndexOf(':') is var end and > 0 ? name[..end] : "";
        string[] beside = [.. _names.Keys.Where(one => one.LastIndexOf(':') is var at && (at < 0 ? "" : one[..at]).Equals(section, StringComparison.OrdinalIgnoreCase))];
        var meant = _names.Keys.FirstOrDefault(one => one.Equals(name.Replace("__", ":", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            ?? Misspelling.Nearest(name, beside)
            ?? Misspelling.Nearest(name, _names.Keys)
            ?? _names.Keys.FirstOrDefault(one => one.EndsWith(":" + name, StringComparison.OrdinalIgnoreCase));
        return $"there is no setting {typed}" + (meant is not null ? $"; was {meant} meant?" : section.Length > 0 && beside.Length > 0 ? $"; there {(beside.Length == 1 ? "is" : "are")} {string.Join(", ", beside)}." : ".");
    }

    /// <summary>
    /// What is wrong with names in the configuration: every unknown one in a section of these settings; beside them, in files and in the environment,
    /// one that is nearly a known one.
    /// </summary>
    public IEnumerable<string> Misspelt(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.AsEnumerable()
            .Where(setting => setting.Value is not null && !(setting.Value.Length == 0 && IsSection(setting.Key)) && Sections.Any(section => setting.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase)))
            .Select(setting => Fault(setting.Key))
            .Concat(FileRoots(configuration).Where(name => !IsKnown(name) && !Sections.Contains(name + ":", StringComparer.OrdinalIgnoreCase) && Misspelling.Nearest(name, Roots) is not null)
                .Select(name => $"there is no setting {name}; was {Misspelling.Nearest(name, Roots)} meant?"))
            .Concat(Of(configuration, "EnvironmentVariables").SelectMany(provider => Keys(provider, null)).Distinct(StringComparer.OrdinalIgnoreCase).Select(VariableFault))
            .OfType<string>();
    }

    /// <summary>
    /// What is wrong with a name from the environment, which holds much that is not meant for this program: only one that is very near to a setting,
    /// and not in one of its sections, where all are looked at.
    /// </summary>
    /// <param name="key">The name as the configuration has it, with colons.</param>
    internal string? VariableFault(string key)
    {
        if (IsKnown(key) || Sections.Any(section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase)))
            return null;
        var (list, entry) = key.LastIndexOf(':') is var last and > 0 && key[(last + 1)..].All(char.IsAsciiDigit) ? (key[..last], key[last..]) : (key, "");
        var (root, rest) = key.IndexOf(':', StringComparison.Ordinal) is var first and > 0 ? (key[..first], key[first..]) : (key, "");
        var own = _names.Where(name => !_ofOthers.Contains(name.Key)).ToArray();
        var meant = Misspelling.Nearest(list, own.Select(name => name.Key), amongMuchElse: true) is { } whole ? whole + entry
            : rest.Length > 0 && Misspelling.Nearest(root, own.Where(name => name.Value).Select(name => name.Key), amongMuchElse: true) is { } part ? part + rest
            : null;
        return meant is null ? null : $"there is no setting {Variable(key)} (in the environment); was {Variable(meant)} meant?";
    }

    internal static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    internal static bool IsGroup(Type type) => type.IsClass && type.Assembly == typeof(SettingNames).Assembly;

    /// <summary>What the binder fills.</summary>
    internal static IEnumerable<PropertyInfo> Properties(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite || IsList(property.PropertyType));

    /// <summary>Sections that are looked into, each with its colon.</summary>
    private IEnumerable<string> Sections =>
        _names.Where(one => !one.Value && one.Key.Contains(':', StringComparison.Ordinal)).Select(one => one.Key.Split(':')[0] + ":").Distinct(StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string> Roots => _names.Keys.Select(name => name.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase);

    private bool IsKnown(string name) => _names.ContainsKey(name) || _names.Any(one => one.Value && name.StartsWith(one.Key + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>How a setting is called in the environment.</summary>
    private static string Variable(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>The first parts of names in files.</summary>
    private static IEnumerable<string> FileRoots(IConfiguration configuration) =>
        Of(configuration, "Json").SelectMany(provider => provider.GetChildKeys([], null)).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every name in a source that has a value.</summary>
    private static IEnumerable<string> Keys(IConfigurationProvider provider, string? under) => provider.GetChildKeys([], under).Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => under is null ? name : $"{under}:{name}")
        .SelectMany(key => provider.TryGet(key, out _) ? Keys(provider, key).Prepend(key) : Keys(provider, key));

    /// <summary>The sources of one kind.</summary>
    private static IEnumerable<IConfigurationProvider> Of(IConfiguration configuration, string kind) => configuration is IConfigurationRoot root
        ? root.Providers.Where(provider => provider.GetType().Name.StartsWith(kind, StringComparison.Ordinal))
        : [];
}
