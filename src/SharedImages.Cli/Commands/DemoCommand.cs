using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>demo</c>: the whole thing in seconds, with nothing but this program.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var fast = new Option<bool>("--fast") { Description = "As fast as it goes, not paced for a reader." };
        var save = DevSpec.CreateOption("--save");
        var output = Output.CreateOption();
        var command = new Command("demo", "Rehearse the whole mission: an image promoted to six regions and tested there, instances launched from it, a fleet put on it, with a lost answer, a killed worker, a disabled key and a failing machine on the way.") { fast, save, output };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            return await interruption.EndsAsync(Demo.RunAsync(parsed.GetValue(fast), parsed.GetValue(save), parsed.GetValue(output), interruption.Token));
        });
        return command;
    }
}
