using System.Globalization;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>A run's history: read, or waited for.</summary>
internal static class HistoryMethods
{
    private const int MaxPage = 1_000;

    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public static void AddTo(Handlers handlers)
    {
        handlers.AddWaiting<GetWorkflowExecutionHistoryRequest>("GetWorkflowExecutionHistory", ReadAsync);
        handlers.Add<GetWorkflowExecutionHistoryReverseRequest>("GetWorkflowExecutionHistoryReverse", (request, kernel) => PageReversed(kernel.Runs.Find(request.Execution), request));
    }

    private static GetWorkflowExecutionHistoryReverseResponse PageReversed(Run run, GetWorkflowExecutionHistoryReverseRequest request)
    {
        // Of those that have come since the first page nothing is said.
        var left = request.NextPageToken.IsEmpty ? run.History.Count : Read(request.NextPageToken).From;
        var count = Math.Min(request.MaximumPageSize is > 0 and < MaxPage ? request.MaximumPageSize : MaxPage, left);
        return new()
        {
            History = new() { Events = { run.History.Page(left - count, count).Reverse() } },
            NextPageToken = left == count ? ByteString.Empty : Token(run, left - count),
        };
    }

    private static async Task<IMessage> ReadAsync(GetWorkflowExecutionHistoryRequest request, Call call)
    {
        var (runId, from) = Read(request.NextPageToken);
        var run = call.Kernel.Do(() => call.Kernel.Runs.Find(runId is null ? request.Execution : new WorkflowExecution { WorkflowId = request.Execution.WorkflowId, RunId = runId }));
        Func<GetWorkflowExecutionHistoryResponse?> ready = request.HistoryEventFilterType == HistoryEventFilterType.CloseEvent
            ? () => Last(run, request.WaitNewEvent)
            : () => Page(run, from, request);
        return await call.Kernel.WaitAsync(run, ready, () => Empty(run, from), LongPoll, passesTime: request.WaitNewEvent, call.Cancellation);
    }

    private static GetWorkflowExecutionHistoryResponse? Last(Run run, bool waits) =>
        run.IsClosed || !waits ? new() { History = new() { Events = { run.History[run.History.Count] } } } : null;

    private static GetWorkflowExecutionHistoryResponse? Page(Run run, int from, GetWorkflowExecutionHistoryRequest request)
    {
        var events = run.History;
        if (request.WaitNewEvent && !run.IsClosed && from >= events.Count)
        {
            return null;
        }

        var count = Math.Min(request.MaximumPageSize is > 0 and < MaxPage ? request.MaximumPageSize : MaxPage, events.Count - from);
        var isAll = from + count >= events.Count && (run.IsClosed || !request.WaitNewEvent);
        return new()
        {
            History = new() { Events = { events.Page(from, count) } },
            NextPageToken = isAll ? ByteString.Empty : Token(run, from + count),
        };
    }

    private static GetWorkflowExecutionHistoryResponse Empty(Run run, int from) => new() { History = new(), NextPageToken = Token(run, from) };

    private static ByteString Token(Run run, int from) => ByteString.CopyFromUtf8(string.Create(CultureInfo.InvariantCulture, $"{run.RunId} {from}"));

    private static (string? RunId, int From) Read(ByteString token) =>
        token.IsEmpty ? (null, 0)
        : token.ToStringUtf8().Split(' ') is [var runId, var from] && int.TryParse(from, CultureInfo.InvariantCulture, out var index) ? (runId, index)
        : throw Refusals.Invalid("Invalid NextPageToken.");
}
