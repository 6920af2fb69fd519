using System.Text.Json;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>Reads what a report tells from Temporal: the histories of a run and its parts, and how it stands or ended.</summary>
/// <param name="run">The run.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class ReportReading(OperationRun run, TimeProvider time, CancellationToken cancellation)
{
    private const int MostHistories = 5_000;

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

    private Task<int> ReadHistoriesAsync(string runId) => new HistoryWalk(run, cancellation).ReadAsync(
        runId,
        MostHistories,
        // All go to one board, so each is read when it is whole.
        _ => new List<HistoryEvent>(),
        (events, e) => events.Add(e),
        events =>
        {
            var reader = new ReportReader(board, events[0].WorkflowExecutionStartedEventAttributes.WorkflowId, run.OwnItem);
            events.ForEach(reader.Read);
            reader.Finish();
            return reader.Parts;
        });
}
