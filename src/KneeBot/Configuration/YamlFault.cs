using YamlDotNet.Core;

namespace KneeBot.Configuration;

/// <summary>What is wrong with a YAML text, for who wrote it.</summary>
internal static class YamlFault
{
    /// <summary>The line, from 1, and the reason. A text that ends too early is at fault in its last line, not in the one after it.</summary>
    public static (int Line, string Reason) Of(YamlException fault, string yaml)
    {
        var last = 1 + yaml.AsSpan().TrimEnd().Count('\n');
        return fault.Start.Line > last
            ? (last, "a bracket, a brace or a quotation mark is not closed")
            : ((int)fault.Start.Line, fault.InnerException?.Message ?? fault.Message);
    }
}
