using System.CommandLine;
using Temporalio.Client.Schedules;

namespace SharedImages.Cli;

/// <summary><c>schedule …</c>: refreshes that run by themselves. They are Temporal's own schedules.</summary>
internal static class ScheduleCommand
{
    public static Command Create()
    {
        var command = new Command("schedule", "Refreshes that run by themselves: Temporal's own schedules, which need no program of ours to run but a worker.")
        {
            ScheduleApplyCommand.Create(),
            ScheduleListCommand.Create(),
            ScheduleShowCommand.Create(),
            Change("pause", "Let it start nothing more until it is resumed. A refresh that runs goes on.", "paused", (schedule, note, call) => schedule.Handle.PauseAsync(note, call), isPaused: true),
            Change("resume", "Let it go on. What it missed while it was paused is not made up for.", "resumed", (schedule, note, call) => schedule.Handle.UnpauseAsync(note, call), isPaused: false),
            Run("trigger", "Start its refresh now.", "triggered", (schedule, call) => schedule.Handle.TriggerAsync(new() { Rpc = call }), (before, now) => now?.Info.NumActions > before.Info.NumActions),
            Run("delete", "Delete the schedule. Its images stay, and a refresh that runs goes on.", "deleted", (schedule, call) => schedule.Handle.DeleteAsync(call), (_, now) => now is null),
        };
        return command;
    }

    private static Command Change(string name, string description, string done, Func<FoundSchedule, string, Temporalio.Client.RpcOptions, Task> change, bool isPaused)
    {
        var reason = new Option<string>("--reason") { Description = "Why; it becomes the schedule's note.", HelpName = "text" }.Of(InputForms.Text("a reason"));
        var command = Build(
            name,
            description,
            done,
            (schedule, parsed, call) => change(schedule, parsed.GetValue(reason) ?? $"{done} by {schedule.Client.Connection.Options.Identity}", call),
            (_, now) => now?.Schedule.State.Paused == isPaused);
        command.Add(reason);
        return command;
    }

    private static Command Run(
        string name, string description, string done, Func<FoundSchedule, Temporalio.Client.RpcOptions, Task> change, Func<ScheduleDescription, ScheduleDescription?, bool> isSeen) =>
        Build(name, description, done, (schedule, _, call) => change(schedule, call), isSeen);

    /// <param name="name">Of the command.</param>
    /// <param name="description">For its help.</param>
    /// <param name="done">What it says in the end.</param>
    /// <param name="change">Asks Temporal for it.</param>
    /// <param name="isSeen">Whether Temporal shows it: it takes only one such wish at a time, and a second one in quick succession could be lost.</param>
    private static Command Build(
        string name, string description, string done, Func<FoundSchedule, ParseResult, Temporalio.Client.RpcOptions, Task> change, Func<ScheduleDescription, ScheduleDescription?, bool> isSeen)
    {
        var id = ScheduleId.CreateArgument();
        var connection = new ConnectionOptions();
        var command = new Command(name, description) { id };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var client = await connection.ConnectAsync(parsed, cancellation);
            var schedule = await FoundSchedule.FindAsync(client, parsed.GetRequiredValue(id), connection.Again(parsed), cancellation);
            await change(schedule, parsed, OperationRun.Call(cancellation));
            await schedule.UntilAsync(now => isSeen(schedule.Description, now), TimeProvider.System, cancellation);
            await Terminal.Error.WriteLineAsync($"{schedule.Id} {done}. {(name == "trigger" ? $"See it: {Invocation.Program} status {schedule.Id}{schedule.Options}" : "")}".TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }
}
