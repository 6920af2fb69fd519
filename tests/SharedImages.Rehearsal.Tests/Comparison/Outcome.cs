using System.Text.Encodings.Web;
using System.Text.Json;
using Temporalio.Exceptions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What a caller gets, in one line: the value, or each failure from the outermost to the cause.</summary>
internal static class Outcome
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<string> OfAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return Of(await call());
        }
        catch (Exception e) when (e is TemporalException or ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            return Of(e);
        }
    }

    public static string Of(object? value) => value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        _ => JsonSerializer.Serialize(value, Json),
    };

    public static string Of(Exception failure)
    {
        var told = Told(failure);
        return failure.InnerException is { } cause ? $"{told} < {Of(cause)}" : told;
    }

    private static string Told(Exception failure) => failure switch
    {
        ApplicationFailureException e => $"Application({e.ErrorType}{(e.NonRetryable ? ", final" : "")}) '{e.Message}'{Details(e.Details)}",
        ActivityFailureException e => $"Activity({e.ActivityType}, {e.RetryState}) '{e.Message}'",
        ChildWorkflowFailureException e => $"Child({e.WorkflowType}, {e.RetryState}) '{e.Message}'",
        TimeoutFailureException e => $"Timeout({e.TimeoutType}) '{e.Message}'{Details(e.LastHeartbeatDetails)}",
        CanceledFailureException e => $"Canceled '{e.Message}'{Details(e.Details)}",
        TerminatedFailureException e => $"Terminated '{e.Message}'{Details(e.Details)}",
        WorkflowAlreadyStartedException e => $"AlreadyStarted({e.WorkflowId}, {e.RunId})",
        WorkflowContinuedAsNewException e => $"ContinuedAsNew({e.NewRunId})",
        WorkflowQueryRejectedException e => $"QueryRejected({e.WorkflowStatus})",
        RpcException e => $"Rpc({e.Code}) '{e.Message}'",
        _ => $"{failure.GetType().Name.Replace("Exception", "", StringComparison.Ordinal)} '{failure.Message}'",
    };

    private static string Details(IFailureDetails? details) =>
        details is { Count: > 0 } ? $" [{string.Join(", ", Enumerable.Range(0, details.Count).Select(index => details.ElementAt<JsonElement>(index)))}]" : "";
}
