using SharedImages.Worker;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Follows a run until it has ended, cannot go on, or waits for a decision.</summary>
/// <param name="run">The run.</param>
/// <param name="time">The clock.</param>
/// <param name="fresh">Keeps what is shown of copies fresh, for a person; null = shows what there is.</param>
internal sealed class OperationWatch(OperationRun run, TimeProvider time, FreshLooks? fresh = null)
{
    /// <summary>Long enough for a restart of Temporal; the run itself does not suffer.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(5);

    /// <summary>Looks every <paramref name="interval"/> and shows what it sees; the last view is the one returned.</summary>
    /// <param name="show">Called with each view.</param>
    /// <param name="stopAtDecision">Whether to return when nothing moves until somebody decides.</param>
    /// <param name="interval">Time between two looks.</param>
    /// <param name="cancellation">Stops watching; the run goes on.</param>
    /// <exception cref="TemporalUnavailableException">Temporal has not answered for minutes.</exception>
    public async Task<OperationView> FollowAsync(Action<OperationView> show, bool stopAtDecision, TimeSpan interval, CancellationToken cancellation)
    {
        OperationView? view = null;
        var answeredAt = time.GetUtcNow();
        while (true)
        {
            try
            {
                view = await LookAsync(view, cancellation);
                answeredAt = time.GetUtcNow();
            }
            catch (TemporalException e) when (IsSilence(e) && !cancellation.IsCancellationRequested)
            {
                view = Silent(view, answeredAt, e);
            }

            show(view);
            if (view.Ended || view.Fails || (stopAtDecision && view.WaitsForDecision))
            {
                return view;
            }

            await Task.Delay(interval, time, cancellation);
        }
    }

    /// <summary>One look.</summary>
    public Task<OperationView> LookAsync(CancellationToken cancellation) => LookAsync(null, cancellation);

    private async Task<OperationView> LookAsync(OperationView? before, CancellationToken cancellation)
    {
        var description = await run.DescribeAsync(cancellation);
        var view = new OperationView
        {
            WorkflowId = run.WorkflowId,
            Status = description.Status,
            Progress = before?.Progress,
            Pending = before?.Pending ?? [],
            HistoryLength = before?.HistoryLength ?? 0,
            AsOf = time.GetUtcNow(),
        };
        if (view.Ended)
        {
            // Only for the last picture of somebody who has been watching: the result itself needs no worker.
            return before is { Notice: null } ? view with { Progress = (await run.QueryAsync(description.TaskQueue!, cancellation)).Progress ?? view.Progress } : view;
        }

        var (pending, failing) = await run.ReadPendingAsync(description, cancellation);
        view = view with { Pending = pending };
        await (fresh?.AskAsync(pending, cancellation) ?? Task.CompletedTask);
        // It answers nothing before its code runs again; and its state follows from its history: nothing new there, nothing to ask.
        if (failing.Any(task => task.WorkflowId == run.WorkflowId) || (before is { Notice: null } && before.HistoryLength == description.HistoryLength))
        {
            return Failing(view, failing, before);
        }

        var answer = await run.QueryAsync(description.TaskQueue!, cancellation);
        return answer.Failing is { } asked
            ? Failing(view, [.. failing, asked], before)
            : Failing(view, failing, before) with { Progress = answer.Progress ?? view.Progress, Notice = answer.Notice, HistoryLength = description.HistoryLength };
    }

    private static OperationView Failing(OperationView view, IReadOnlyList<FailingTask> failing, OperationView? before) =>
        view with { Failing = failing, FailingSince = failing.Count == 0 ? null : before?.FailingSince ?? view.AsOf };

    private OperationView Silent(OperationView? view, DateTimeOffset answeredAt, TemporalException e)
    {
        var now = time.GetUtcNow();
        return now - answeredAt < MaxSilence
            ? (view ?? new() { WorkflowId = run.WorkflowId, Status = WorkflowExecutionStatus.Running, AsOf = now }) with
            {
                Notice = $"Temporal at {run.Client.Connection.Options.TargetHost} does not answer ({e.Message}); trying again. The run does not depend on this program.",
            }
            : throw new TemporalUnavailableException(
                $"Temporal at {run.Client.Connection.Options.TargetHost} has not answered for {MaxSilence.TotalMinutes:0} minutes. The run does not depend on this program; come back with: {run.Command("status")}", e);
    }

    private static bool IsSilence(TemporalException e) => OperationRun.IsTimeout(e) || e is RpcException
    {
        Code: RpcException.StatusCode.Unavailable or RpcException.StatusCode.ResourceExhausted or RpcException.StatusCode.Internal,
    };
}
