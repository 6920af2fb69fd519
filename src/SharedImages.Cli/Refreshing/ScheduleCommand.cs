using System.CommandLine;

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
            Change("pause", "Let it start nothing more until it is resumed. A refresh that runs goes on.", "paused", (schedule, note, call) => schedule.Handle.PauseAsync(note, call)),
            Change("resume", "Let it go on. What it missed while it was paused is not made up for.", "resumed", (schedule, note, call) => schedule.Handle.UnpauseAsync(note, call)),
            Run("trigger", "Start its refresh now.", "triggered", (schedule, call) => schedule.Handle.TriggerAsync(new() { Rpc = call })),
            Run("delete", "Delete the schedule. Its images stay, and a refresh that runs goes on.", "deleted", (schedule, call) => schedule.Handle.DeleteAsync(call)),
        };
        return command;
    }

    private static Command Change(string name, string description, string done, Func<FoundSchedule, string, Temporalio.Client.RpcOptions, Task> change)
    {
        var reason = new Option<string>("--reason") { Description = "Why; it becomes the schedule's note.", HelpName = "text" }.Of(InputForms.Text("a reason"));
        var command = Build(name, description, done, (schedule, parsed, call) => change(schedule, parsed.GetValue(reason) ?? $"{done} by {schedule.Client.Connection.Options.Identity}", call));
        command.Add(reason);
        return command;
    }

    private static Command Run(string name, string description, string done, Func<FoundSchedule, Temporalio.Client.RpcOptions, Task> change) =>
        Build(name, description, done, (schedule, _, call) => change(schedule, call));

    private static Command Build(string name, string description, string done, Func<FoundSchedule, ParseResult, Temporalio.Client.RpcOptions, Task> change)
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
            await Terminal.Error.WriteLineAsync($"{schedule.Id} {done}. {(name == "trigger" ? $"See it: sharedimages status {schedule.Id}{schedule.Options}" : "")}".TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }
}
