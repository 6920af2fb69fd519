using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>report ID</c>: a run as one HTML file, to keep or to hand on.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var id = OperationId.CreateArgument();
        var file = new Option<string>("--out") { Description = "The HTML file to write (default: one named after the run, in this folder).", HelpName = "file" }.Of(InputForms.FileToWrite("a file in a folder that is there and can be written"));
        var connection = new ConnectionOptions();
        var command = new Command("report", "Write what happened in an operation into one HTML file: outcome, all items over time, decisions, calls.") { id, file };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await connection.OpenAsync(parsed, parsed.GetRequiredValue(id), cancellation);
            var report = await new ReportReading(run, TimeProvider.System, cancellation).ReadAsync();
            await ReportFile.WriteAsync(parsed.GetValue(file) ?? ReportFile.NameOf(run.WorkflowId), ReportPage.Of(report), cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
