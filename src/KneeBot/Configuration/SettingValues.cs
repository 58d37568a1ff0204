using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace KneeBot.Configuration;

/// <summary>Looks settings over before they are bound: the binder passes over a list that is none, and speaks of classes where a value is wrong.</summary>
public static class SettingValues
{
    /// <summary>Checks the values of a section: their kind, and for numbers the range.</summary>
    /// <param name="section">The section, or the whole configuration.</param>
    /// <param name="options">The class it is bound to.</param>
    /// <param name="mayQuote">Whether a message may hold the wrong value: not where a key may have got into a wrong place.</param>
    /// <exception cref="ValidationException">A value is wrong; the message names the setting and what it accepts.</exception>
    public static void Check(IConfiguration section, Type options, bool mayQuote = true)
    {
        ArgumentNullException.ThrowIfNull(section);
        foreach (var property in SettingNames.Properties(options))
        {
            var setting = section.GetSection(property.Name);
            if (SettingNames.IsGroup(property.PropertyType))
                Check(setting, property.PropertyType, mayQuote);
            else if (SettingNames.IsList(property.PropertyType))
                CheckList(section, property.Name);
            else if (setting.Value is { } value && Fault(property, value) is { } accepted)
                throw new ValidationException($"{setting.Path} must be {accepted}{(mayQuote ? $", not '{value}'" : "")}.");
        }
    }

    /// <summary>Checks that a list is not given as a single value.</summary>
    /// <exception cref="ValidationException">It is; the message says how its first entry is called.</exception>
    public static void CheckList(IConfiguration section, string name)
    {
        ArgumentNullException.ThrowIfNull(section);
        var list = section.GetSection(name);
        if (list.Value is { Length: > 0 } single)
            throw new ValidationException($"{list.Path} is a list. Call its first entry {list.Path}:0 (in the environment {list.Path.Replace(":", "__", StringComparison.Ordinal)}__0); '{single}' stands for none.");
    }

    /// <summary>What the setting accepts; null when it accepts the value.</summary>
    private static string? Fault(PropertyInfo property, string value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType);
        if (type is not null && value.Length == 0)
            return null;
        type ??= property.PropertyType;
        if (type.IsEnum)
            return Enum.GetNames(type).Contains(value.Trim(), StringComparer.OrdinalIgnoreCase) ? null : string.Join(" or ", Enum.GetNames(type));
        if (type == typeof(bool))
            return bool.TryParse(value, out _) ? null : "true or false";
        if (type == typeof(Uri))
            return Uri.TryCreate(value, UriKind.RelativeOrAbsolute, out _) ? null : "an address such as 'https://www.example.org'";
        if (type == typeof(int))
            return NumberFault<int>(property, value, NumberStyles.Integer, "a whole number");
        if (type == typeof(long))
            return NumberFault<long>(property, value, NumberStyles.Integer, "a whole number");
        if (type == typeof(double))
            return NumberFault<double>(property, value, NumberStyles.Float, "a number");
        return null;
    }

    private static string? NumberFault<T>(PropertyInfo property, string value, NumberStyles style, string kind)
        where T : INumber<T> =>
        T.TryParse(value, style, CultureInfo.InvariantCulture, out var number) && IsInRange(property, double.CreateChecked(number)) ? null : Accepted(property, kind);

    private static bool IsInRange(PropertyInfo property, double number) =>
        property.GetCustomAttribute<RangeAttribute>() is not { } range || (number >= Number(range.Minimum) && number <= Number(range.Maximum));

    private static string Accepted(PropertyInfo property, string kind) => property.GetCustomAttribute<RangeAttribute>() is not { } range ? kind
        : Number(range.Maximum) >= int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{kind} of at least {range.Minimum}")
        : string.Create(CultureInfo.InvariantCulture, $"{kind} from {range.Minimum} to {range.Maximum}");

    private static double Number(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture);
}
