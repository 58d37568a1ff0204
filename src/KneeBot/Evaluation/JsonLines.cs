using System.Reflection;
using System.Text.Json;

namespace KneeBot.Evaluation;

/// <summary>Reads files with one JSON object a line; errors name file and line.</summary>
internal static class JsonLines
{
    /// <exception cref="EvaluationFormatException">The file cannot be read, or a line is not as expected.</exception>
    public static IEnumerable<T> Read<T>(string path, JsonSerializerOptions options)
    {
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse<T>(path, number, line, options);
        }
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
            throw new EvaluationFormatException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static T Parse<T>(string path, int number, string line, JsonSerializerOptions options)
    {
        try
        {
            var value = JsonSerializer.Deserialize<T>(line, options) ?? throw new JsonException("null");
            foreach (var property in Required<T>.Properties)
                if (property.GetValue(value) is null)
                    throw new EvaluationFormatException($"{path}, line {number}: \"{char.ToLowerInvariant(property.Name[0]) + property.Name[1..]}\" is missing");
            return value;
        }
        catch (JsonException e)
        {
            throw new EvaluationFormatException($"{path}, line {number}: {(e.Path is { Length: > 1 } at ? $"\"{at.TrimStart('$', '.')}\" is not as expected" : $"not valid JSON at character {e.BytePositionInLine + 1}")}", e);
        }
    }

    /// <summary>Properties that a line has to give. Made once for each type, by one thread: a <see cref="NullabilityInfoContext"/> is not for several.</summary>
    private static class Required<T>
    {
        public static readonly PropertyInfo[] Properties = Find(new NullabilityInfoContext());

        private static PropertyInfo[] Find(NullabilityInfoContext nullability) =>
            [.. typeof(T).GetProperties().Where(property => !property.PropertyType.IsValueType && property.CanWrite && nullability.Create(property).WriteState == NullabilityState.NotNull)];
    }
}
