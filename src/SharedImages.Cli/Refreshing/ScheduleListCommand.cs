using System.CommandLine;
using SharedImages.Workflows;
using Temporalio.Client;
using Temporalio.Client.Schedules;

namespace SharedImages.Cli;

/// <summary><c>schedule list</c>.</summary>
internal static class ScheduleListCommand
{
    public static Command Create()
    {
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("list", "List the schedules of refreshes.") { output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var list = await ReadAsync(await connection.ConnectAsync(parsed, cancellation), cancellation);
            await Output.WriteAsync(parsed.GetValue(output), list, list.Lines());
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<ScheduleList> ReadAsync(TemporalClient client, CancellationToken cancellation)
    {
        var schedules = new List<ListedSchedule>();
        await foreach (var schedule in client.ListSchedulesAsync(new() { Rpc = OperationRun.Call(cancellation) }))
        {
            if (OperationKinds.OfWorkflowId(schedule.Id)?.Kind == OperationKinds.Refresh)
            {
                schedules.Add(Listed(schedule));
            }
        }

        return new() { Schedules = [.. schedules.OrderBy(schedule => schedule.Id, StringComparer.Ordinal)] };
    }

    private static ListedSchedule Listed(ScheduleListDescription schedule) => new()
    {
        Id = schedule.Id,
        Paused = schedule.Schedule?.State.Paused == true,
        Note = schedule.Schedule?.State.Note is { Length: > 0 } note ? note : null,
        Next = schedule.Info?.NextActionTimes is { Count: > 0 } next ? new(next.First(), TimeSpan.Zero) : null,
        Last = schedule.Info?.RecentActions is { Count: > 0 } recent ? new(recent.Last().StartedAt, TimeSpan.Zero) : null,
    };
}
