using System.Reflection;
using System.Text.Json;

namespace KneeBot.Evaluation;

/// <summary>Reads files with one JSON object a line; errors name file and line.</summary>
internal static class JsonLines
{
    /// <summary>The objects of a file, in order; empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How names and numbers are written.</param>
    /// <param name="check">Throws a <see cref="FormatException"/> for an object that cannot be used; null: every one can.</param>
    /// <exception cref="EvaluationFormatException">The file cannot be read, or lines are not as expected; each of them is named.</exception>
    public static IReadOnlyList<T> Read<T>(string path, JsonSerializerOptions options, Action<T>? check = null)
    {
        var values = new List<T>();
        var faults = new LineFaults(path);
        foreach (var (index, line) in Lines(path).Index())
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            faults.Keep(index + 1, () =>
            {
                values.Add(Parse<T>(line, options));
                check?.Invoke(values[^1]);
            });
        }

        faults.Throw();
        return values;
    }

    /// <summary>A file's lines.</summary>
    /// <exception cref="EvaluationFormatException">It cannot be read.</exception>
    public static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EvaluationFormatException.Unreadable(path, e);
        }
    }

    private static T Parse<T>(string line, JsonSerializerOptions options)
    {
        try
        {
            var value = JsonSerializer.Deserialize<T>(line, options) ?? throw new FormatException("a JSON object is expected");
            foreach (var property in Required<T>.Properties)
                if (property.GetValue(value) is null)
                    throw new FormatException($"\"{Written(property)}\" is missing");
            return value;
        }
        catch (JsonException e)
        {
            throw new FormatException(SyntaxFault(line) ?? Expected(typeof(T), e.Path ?? ""), e);
        }
    }

    private static string? SyntaxFault(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return null;
        }
        catch (JsonException e)
        {
            return $"not valid JSON at character {e.BytePositionInLine + 1}";
        }
    }

    /// <summary>What stands where something else was found: the type of the property, in words.</summary>
    private static string Expected(Type type, string path)
    {
        var whole = path.TrimStart('$', '.');
        var name = whole.Split('[')[0];
        if (name.Length == 0)
            return "a JSON object is expected";
        if (whole.Contains('.', StringComparison.Ordinal))
            return $"\"{whole}\" is not as expected";
        var property = Array.Find(type.GetProperties(), one => Written(one).Equals(name, StringComparison.OrdinalIgnoreCase));
        return property is null ? $"\"{name}\" is not as expected" : $"\"{name}\" must be {InWords(property.PropertyType)}";
    }

    private static string InWords(Type type)
    {
        var item = type.IsArray ? type.GetElementType()! : type.IsGenericType && type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1] : null;
        if (item is not null)
            return "a list of " + Name(item) + "s";
        var name = Name(Nullable.GetUnderlyingType(type) ?? type);
        return (name[0] == 'o' ? "an " : "a ") + name;
    }

    private static string Name(Type type) =>
        type == typeof(string) ? "string"
        : type == typeof(bool) ? "truth value"
        : type == typeof(int) || type == typeof(long) ? "whole number"
        : type == typeof(double) || type == typeof(float) ? "number"
        : "object";

    private static string Written(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    /// <summary>Properties that a line has to give. Made once for each type, by one thread: a <see cref="NullabilityInfoContext"/> is not for several.</summary>
    private static class Required<T>
    {
        public static readonly PropertyInfo[] Properties = Find(new NullabilityInfoContext());

        private static PropertyInfo[] Find(NullabilityInfoContext nullability) =>
            [.. typeof(T).GetProperties().Where(property => !property.PropertyType.IsValueType && property.CanWrite && nullability.Create(property).WriteState == NullabilityState.NotNull)];
    }
}
