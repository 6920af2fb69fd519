using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>completion SHELL</c>: a script by which a shell completes commands, options and what they take.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." }.Of(InputForms.OneOf(CompletionScripts.All));
        var command = new Command("completion", "Print a script by which a shell completes commands, options and what they take; see the examples for where to put it.") { shell };
        command.SetAction(async (parsed, _) =>
        {
            await Terminal.WriteLinesAsync(parsed.GetRequiredValue(shell));
            return ExitCode.Done;
        });
        return command;
    }
}
