using System.Net;
using KneeBot.Answering;
using Microsoft.SemanticKernel;

namespace KneeBot.SemanticKernel;

/// <summary>Says in words what went wrong with a model. The words are KneeBot's own: a server's message could hold a key or a visitor's text.</summary>
internal static class ModelFault
{
    public static GenerationException Explain(Exception fault) => fault as GenerationException ?? new GenerationException(Words(fault));

    public static string Words(Exception fault) => Status(fault) switch
    {
        HttpStatusCode.Unauthorized => "it refuses the key (401)",
        HttpStatusCode.Forbidden => "the key may not use it (403)",
        HttpStatusCode.NotFound => "the address or the model is not known there (404)",
        HttpStatusCode.TooManyRequests => "it takes no more requests for now (429)",
        >= HttpStatusCode.InternalServerError and var status => $"its server failed ({(int)status})",
        { } status => $"it refused the request ({(int)status})",
        null => Unanswered(fault),
    };

    private static string Unanswered(Exception fault) => fault switch
    {
        OperationCanceledException or TimeoutException or Polly.Timeout.TimeoutRejectedException => "it took too long to answer",
        _ when IsUnreachable(fault) => "it cannot be reached",
        _ when Inner<Polly.Timeout.TimeoutRejectedException>(fault) => "it took too long to answer",
        _ when Inner<System.Security.Authentication.AuthenticationException>(fault) => "its certificate is not trusted",
        _ when Inner<IOException>(fault) || Inner<HttpRequestException>(fault) => "the connection broke off",
        _ when Inner<System.Text.Json.JsonException>(fault) => "it does not speak the OpenAI protocol",
        _ => $"its client failed ({fault.GetType().Name})",
    };

    private static HttpStatusCode? Status(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
            switch (at)
            {
                case HttpOperationException { StatusCode: { } status }: return status;
                case System.ClientModel.ClientResultException { Status: > 0 } refused: return (HttpStatusCode)refused.Status;
                case HttpRequestException { StatusCode: { } status }: return status;
            }
        return null;
    }

    private static bool IsUnreachable(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
            if (at is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
                return true;
        return false;
    }

    private static bool Inner<T>(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
            if (at is T || (at is AggregateException many && many.InnerExceptions.Any(Inner<T>)))
                return true;
        return false;
    }
}
