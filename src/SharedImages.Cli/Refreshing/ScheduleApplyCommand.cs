using System.CommandLine;
using SharedImages.Worker;
using SharedImages.Workflows;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary><c>schedule apply FILE</c>: makes the schedule as the spec says, and changes only what differs.</summary>
internal static class ScheduleApplyCommand
{
    public static Command Create()
    {
        var file = SpecFile.CreateArgument();
        var overwrite = new Option<bool>("--overwrite") { Description = "Also put back what somebody has changed by hand." };
        var connection = new ConnectionOptions();
        var command = new Command("apply", "Create the schedule of a refresh, or change what differs from the spec. Twice, it does nothing.") { file, overwrite };
        connection.AddTo(command, withTaskQueue: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var spec = (RefreshSpec)await SpecFile.ReadAsync(path, OperationKinds.Refresh, cancellation);
            if (spec.Schedule is null)
            {
                throw new CommandException(ExitCode.InvalidInput, $"{SpecFile.NameOf(path)} says no times; add, for example, schedule: {{ at: [\"03:00\"], days: [monday] }}, or run it once with: {Invocation.Program} refresh {Words.Argument(path)}");
            }

            var client = await connection.ConnectAsync(parsed, cancellation);
            await SearchAttributes.EnsureAsync(client, cancellation);
            foreach (var line in await ApplyAsync(client, spec, parsed.GetValue(connection.TaskQueue)!, parsed.GetValue(overwrite), connection.Again(parsed), cancellation))
            {
                await Terminal.Out.WriteLineAsync(line);
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Returns what was done, a line each.</summary>
    /// <exception cref="CommandException">Somebody has changed it by hand, or Temporal refuses it.</exception>
    private static async Task<IReadOnlyList<string>> ApplyAsync(TemporalClient client, RefreshSpec spec, string taskQueue, bool overwrite, string options, CancellationToken cancellation)
    {
        var (id, wanted) = (ScheduleNames.ScheduleId(spec.Name), RefreshSchedule.Of(spec, taskQueue));
        try
        {
            if (await FoundSchedule.TryFindAsync(client, id, options, cancellation) is not { } found)
            {
                await client.CreateScheduleAsync(id, wanted, new() { Rpc = OperationRun.Call(cancellation) });
                return [$"{id}: created, {ScheduleText.When(spec.Schedule!)}", .. await NextAsync(client, id, options, cancellation)];
            }

            var (differences, byHand) = await CompareAsync(found.Description.Schedule, spec, taskQueue);
            if (byHand.Count > 0 && !overwrite)
            {
                throw new CommandException(
                    ExitCode.InvalidInput,
                    [$"{id} has been changed by hand since it was applied:", .. byHand.Select(line => $"  {line}"), "To put that back, apply it with --overwrite; nothing was changed."]);
            }

            if (differences.Count + byHand.Count == 0)
            {
                return [$"{id}: as the spec says already{Paused(found.Description.Schedule)}"];
            }

            // Whether it is paused, and its note, are the operator's.
            await found.Handle.UpdateAsync(update => new ScheduleUpdate(wanted with { State = update.Description.Schedule.State }), OperationRun.Call(cancellation));
            // A change of somebody else at the same moment would be lost, or this one, without a word.
            await found.UntilAsync(now => now is not null && RefreshSchedule.Changes(wanted, now.Schedule).Any() is false, TimeProvider.System, cancellation);
            return [$"{id}: changed{Paused(found.Description.Schedule)}", .. differences.Concat(byHand).Select(line => $"  {line}"), .. await NextAsync(client, id, options, cancellation)];
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.InvalidArgument)
        {
            throw new CommandException(ExitCode.InvalidInput, $"Temporal refuses the schedule {id} ({e.Message.TrimEnd('.')}); correct schedule in the spec.");
        }
    }

    private static async Task<(IReadOnlyList<string> Differences, IReadOnlyList<string> ByHand)> CompareAsync(Schedule actual, RefreshSpec spec, string taskQueue)
    {
        if (await RefreshSchedule.SpecOfAsync(actual) is not { Schedule: not null } applied || RefreshSchedule.TaskQueueOf(actual) is not { } queue)
        {
            return ([], ["what it starts is no refresh that can be read"]);
        }

        IReadOnlyList<string> differences =
        [
            .. SpecDifference.Between(spec, applied),
            .. queue == taskQueue ? [] : (string[])[$"task queue: {taskQueue} here, {queue} there"],
        ];
        return (differences, [.. RefreshSchedule.Changes(RefreshSchedule.Of(applied, queue), actual)]);
    }

    private static async Task<IEnumerable<string>> NextAsync(TemporalClient client, string id, string options, CancellationToken cancellation) =>
        (await FoundSchedule.FindAsync(client, id, options, cancellation)).Description.Info.NextActionTimes is { Count: > 0 } times ? [$"next: {Words.Of(new DateTimeOffset(times.First(), TimeSpan.Zero))}"] : [];

    private static string Paused(Schedule schedule) => schedule.State.Paused ? "; it is paused" : "";
}
