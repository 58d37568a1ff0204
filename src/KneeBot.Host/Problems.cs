using Microsoft.AspNetCore.Diagnostics;

namespace KneeBot.Host;

/// <summary>A fault inside becomes a short answer, in Development too; the details are in the log.</summary>
internal static class Problems
{
    public static void UseProblems(this WebApplication app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        SuppressDiagnosticsCallback = fault => fault.Exception is BadHttpRequestException, // the caller's fault, answered; else anybody could fill the log
        ExceptionHandler = context => Results.Problem(
            context.Response.StatusCode >= 500 ? "Try again; if it stays, the log of KneeBot's host says why." : "Send the request again, complete.",
            statusCode: context.Response.StatusCode,
            title: context.Response.StatusCode >= 500 ? "Something went wrong in KneeBot." : "The request could not be read.").ExecuteAsync(context),
    });
}
