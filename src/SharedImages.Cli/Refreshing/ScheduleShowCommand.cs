using System.CommandLine;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary><c>schedule show NAME</c>.</summary>
internal static class ScheduleShowCommand
{
    private const int MaxNext = 3;
    private const int MaxRecent = 5;

    public static Command Create()
    {
        var id = ScheduleId.CreateArgument();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("show", "Show when a schedule runs, what came of its runs, and what somebody has changed by hand.") { id, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var client = await connection.ConnectAsync(parsed, cancellation);
            var shown = await ReadAsync(await FoundSchedule.FindAsync(client, parsed.GetRequiredValue(id), connection.Again(parsed), cancellation), cancellation);
            await Output.WriteAsync(parsed.GetValue(output), shown, shown.Lines());
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<ShownSchedule> ReadAsync(FoundSchedule found, CancellationToken cancellation)
    {
        var (schedule, info) = (found.Description.Schedule, found.Description.Info);
        var spec = await RefreshSchedule.SpecOfAsync(schedule);
        var recent = new List<ScheduledRun>();
        foreach (var action in info.RecentActions.Reverse().Take(MaxRecent))
        {
            if (action.Action is ScheduleActionExecutionStartWorkflow run)
            {
                recent.Add(new(run.WorkflowId, run.FirstExecutionRunId, new(action.StartedAt, TimeSpan.Zero), await OutcomeAsync(found.Client, run, cancellation)));
            }
        }

        return new()
        {
            Id = found.Id,
            Paused = schedule.State.Paused,
            Note = schedule.State.Note is { Length: > 0 } note ? note : null,
            When = spec?.Schedule is { } when ? ScheduleText.When(when) : null,
            ChangedByHand = spec?.Schedule is not null && RefreshSchedule.TaskQueueOf(schedule) is { } queue ? [.. RefreshSchedule.Changes(RefreshSchedule.Of(spec, queue), schedule)] : [],
            Runs = info.NumActions,
            Missed = info.NumActionsMissedCatchupWindow,
            Next = [.. info.NextActionTimes.Take(MaxNext).Select(time => new DateTimeOffset(time, TimeSpan.Zero))],
            Recent = recent,
        };
    }

    private static async Task<string> OutcomeAsync(ITemporalClient client, ScheduleActionExecutionStartWorkflow run, CancellationToken cancellation)
    {
        var handle = client.GetWorkflowHandle(run.WorkflowId, run.FirstExecutionRunId) with { ResultRunId = run.FirstExecutionRunId };
        try
        {
            var status = (await handle.DescribeAsync(new() { Rpc = OperationRun.Call(cancellation) })).Status;
            return status == Temporalio.Api.Enums.V1.WorkflowExecutionStatus.Running ? "runs" : await handle.GetResultAsync<string>(followRuns: false, OperationRun.Call(cancellation));
        }
        catch (WorkflowFailedException e)
        {
            return Innermost(e).Message;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return "Temporal does not keep it any more";
        }
    }

    // The refresh's own words are behind those of the child and the run.
    private static Exception Innermost(Exception e) => e.InnerException is null ? e : Innermost(e.InnerException);
}
