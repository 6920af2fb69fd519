using System.CommandLine;

namespace SharedImages.Cli;

/// <summary>All commands.</summary>
internal static class ProgramCommands
{
    /// <summary>Good with every command.</summary>
    public const string Verbose = "--verbose";

    public static RootCommand Create()
    {
        var root = new RootCommand("Promotes images that other Alibaba Cloud accounts share with us into managed golden images in several regions, and puts them to use.");
        foreach (var command in KindPrograms.All.SelectMany(program => program.CreateCommands()))
        {
            root.Add(command);
        }

        foreach (var command in (Command[])
        [
            PlanCommand.Create(),
            ListCommand.Create(),
            StatusCommand.Create(),
            WatchCommand.Create(),
            HistoryCommand.Create(),
            LinkCommand.Create(),
            ReportCommand.Create(),
            ResolveCommand.Create(),
            CancelCommand.Create(),
            ValidateCommand.Create(),
            SchemaCommand.Create(),
            InitCommand.Create(),
            WorkerCommand.Create(),
            PermissionsCommand.Create(),
            SimulateCommand.Create(),
            LedgerCommand.Create(),
            DemoCommand.Create(),
            RehearseCommand.Create(),
            DevCommand.Create(),
            HealthCommand.Create(),
            CompletionCommand.Create(),
        ])
        {
            root.Add(command);
        }

        root.Add(VerboseOption());
        CompletionAnswer.AddTo(root);
        HelpTexts.AddTo(root);
        ShortVersion.AddTo(root);
        return root;
    }

    /// <summary>Read before anything else is, by <see cref="CommandLine"/>.</summary>
    public static Option<bool> VerboseOption() => new(Verbose) { Description = "After a failure, also say where in the program it happened.", Recursive = true };
}
