using System.Text.Json;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Reads what a report tells from Temporal: the histories of a run and its parts, and how it stands or ended.</summary>
/// <param name="run">The run.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class ReportReading(OperationRun run, TimeProvider time, CancellationToken cancellation)
{
    private const int MostParts = 5_000;
    private const int AtOnce = 8;

    private readonly ReportBoard board = new();

    /// <exception cref="CommandException">There is no such run.</exception>
    public async Task<RunReport> ReadAsync()
    {
        var description = await run.DescribeAsync(cancellation);
        var pinned = run.Pinned(description);
        var notRead = await ReadHistoriesAsync(description.RunId);
        var (status, text) = description.Status == WorkflowExecutionStatus.Running ? await StandsAsync(pinned) : await EndedAsync(pinned, description);
        board.Lane(run.OwnItem).End = status;
        return new()
        {
            WorkflowId = run.WorkflowId,
            RunId = description.RunId,
            Status = status,
            Start = new(description.StartTime, TimeSpan.Zero),
            End = description.CloseTime is { } closed ? new(closed, TimeSpan.Zero) : time.GetUtcNow(),
            Text = [.. text],
            Lanes = board.Lanes,
            Decisions = [.. board.Decisions.OrderBy(decision => decision.Time)],
            Calls = [.. board.Calls.OrderBy(call => call.From)],
            PartsNotRead = notRead,
        };
    }

    private async Task<(string Status, IEnumerable<string> Text)> EndedAsync(OperationRun ended, RunDescription description)
    {
        var end = await ended.ReadEndAsync(description, cancellation);
        if (end.Result is not { } result)
        {
            return (Words.Of(description.Status), [end.Message]);
        }

        board.End(JsonSerializer.SerializeToElement<object>(result, ContractJson.Options));
        return (Words.Of(result.Outcome), ended.Program.Lines(result));
    }

    private async Task<(string Status, IEnumerable<string> Text)> StandsAsync(OperationRun open)
    {
        var view = await new OperationWatch(open, time).LookAsync(cancellation);
        var isParked = view.Progress?.Items.Any(item => item.State == ItemState.Parked) == true;
        return (isParked ? ReportStates.Parked : Words.Of(view.Status), BoardText.Lines(view).Concat(DecisionText.Lines(view, open.Options)));
    }

    private async Task<int> ReadHistoriesAsync(string runId)
    {
        var (waiting, read, notRead) = (new Queue<(string WorkflowId, string RunId)>([(run.WorkflowId, runId)]), 0, 0);
        while (waiting.Count > 0 && read < MostParts)
        {
            var some = Enumerable.Range(0, Math.Min(AtOnce, waiting.Count)).Select(_ => waiting.Dequeue()).ToList();
            read += some.Count;
            foreach (var events in await Task.WhenAll(some.Select(ReadEventsAsync)))
            {
                if (events.Count == 0)
                {
                    notRead++;
                    continue;
                }

                var reader = new ReportReader(board, events[0].WorkflowExecutionStartedEventAttributes.WorkflowId, run.OwnItem);
                events.ForEach(reader.Read);
                reader.Finish();
                reader.Parts.ForEach(waiting.Enqueue);
            }
        }

        return notRead + waiting.Count;
    }

    // Empty = it is no longer kept.
    private async Task<List<HistoryEvent>> ReadEventsAsync((string WorkflowId, string RunId) part)
    {
        var events = new List<HistoryEvent>();
        try
        {
            await foreach (var e in run.Client.GetWorkflowHandle(part.WorkflowId, part.RunId).FetchHistoryEventsAsync(new() { Rpc = OperationRun.Call(cancellation) }))
            {
                events.Add(e);
            }
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound && part.WorkflowId != run.WorkflowId)
        {
            events.Clear();
        }

        return events;
    }
}
