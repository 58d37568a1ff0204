using System.Text;
using System.Text.Json;
using KneeBot.BotFramework;

namespace KneeBot.Cli;

/// <summary>Answers messages from a stream, one a line, in order; a malformed line gives an error in its place and the rest still run.</summary>
internal sealed class Batch(KneeBotPipeline pipeline)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private sealed record Message(string Conversation, string Text, string? Locale);

    /// <returns>0, or 1 when a line was malformed.</returns>
    public async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken ct)
    {
        var exitCode = 0;
        var number = 0;
        while (await input.NextLineAsync(ct).ConfigureAwait(false) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            string written;
            try
            {
                var message = Parse(line, number);
                var started = TimeProvider.System.GetTimestamp();
                var result = await pipeline.ReplyAsync(new UserTurn(message.Conversation, message.Text, message.Locale), ct).ConfigureAwait(false);
                written = BatchFormat.Write(message.Conversation, result, TimeProvider.System.GetElapsedTime(started));
            }
            catch (FormatException e)
            {
                written = BatchFormat.WriteFault(e.Message, number);
                exitCode = 1;
            }

            await output.WriteLineAsync(written.AsMemory(), ct).ConfigureAwait(false);
            await output.FlushAsync(ct).ConfigureAwait(false);
        }

        return exitCode;
    }

    private static Message Parse(string line, int number)
    {
        var asTyped = new Message($"line-{number}", line, null);
        if (line.TrimStart() is not ['{' or '[', ..])
            return asTyped;
        try
        {
            using var document = LoneSurrogates.Parse(Encoding.UTF8.GetBytes(line), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
                throw new FormatException($"line {number} is a JSON array, not a message; a line holds one object with \"text\", or the message as it is");
            var text = Text(document.RootElement, "text") ?? throw new FormatException("\"text\" is missing; a JSON line needs \"text\" and usually \"conversation\"");
            return new Message(Text(document.RootElement, "conversation") ?? $"line-{number}", text, Text(document.RootElement, "locale"));
        }
        catch (JsonException) when (line.TrimStart() is ['[', ..])
        {
            return asTyped; // "[sigh] my knee" only begins like an array
        }
        catch (JsonException e)
        {
            throw new FormatException($"not valid JSON at character {e.BytePositionInLine + 1}", e);
        }
    }

    private static string? Text(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"\"{name}\" must be a string");
    }
}
