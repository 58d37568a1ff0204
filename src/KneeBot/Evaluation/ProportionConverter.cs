using System.Text.Json;
using System.Text.Json.Serialization;

namespace KneeBot.Evaluation;

/// <summary>A proportion as <c>{"count", "of", "share", "low", "high"}</c>; only the counts are read back.</summary>
internal sealed class ProportionConverter : JsonConverter<Proportion>
{
    public override Proportion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("count", out var count) && count.TryGetInt32(out var some)
            && document.RootElement.TryGetProperty("of", out var of) && of.TryGetInt32(out var total)
            ? new Proportion(some, total)
            : throw new JsonException("a figure needs \"count\" and \"of\"");
    }

    public override void Write(Utf8JsonWriter writer, Proportion value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("count", value.Count);
        writer.WriteNumber("of", value.Total);
        writer.WriteNumber("share", Math.Round(value.Share, 4));
        writer.WriteNumber("low", Math.Round(value.Low, 4));
        writer.WriteNumber("high", Math.Round(value.High, 4));
        writer.WriteEndObject();
    }
}
