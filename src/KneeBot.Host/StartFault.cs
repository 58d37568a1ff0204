using System.ComponentModel.DataAnnotations;
using KneeBot.Guardrails;
using KneeBot.Semantics;

namespace KneeBot.Host;

/// <summary>Faults of configuration, in one line for whoever starts the host. Any other fault keeps its stack trace.</summary>
internal static class StartFault
{
    /// <summary>The line, or null when the fault is not one of configuration.</summary>
    public static string? Explain(Exception fault) => Reason(fault) is { } reason
        ? "KneeBot cannot start: " + string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : null;

    private static string? Reason(Exception fault) => fault switch
    {
        ValidationException or DirectoryNotFoundException or RuleFormatException or EncoderUnavailableException => fault.Message,
        // The binder's, the configuration file's, an address that cannot be listened on: the inner one says why.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => fault.Message,
        InvalidDataException => $"{fault.Message} {fault.InnerException?.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"{fault.Message} Another is chosen with --urls http://localhost:5090, or with ASPNETCORE_URLS.",
        IOException or UnauthorizedAccessException or FormatException { Source: "Microsoft.AspNetCore.Http" } => fault.Message,
        System.Net.Sockets.SocketException => fault.Message,
        _ => null,
    };
}
