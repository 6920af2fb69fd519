using System.CommandLine;

namespace SharedImages.Cli;

/// <summary>All commands.</summary>
internal static class ProgramCommands
{
    public static RootCommand Create() => new("Promotes images that other Alibaba Cloud accounts share with us into managed golden images in several regions.")
    {
        PromoteCommand.Create(),
        StatusCommand.Create(),
        ResolveCommand.Create(),
        CancelCommand.Create(),
        InitCommand.Create(),
        WorkerCommand.Create(),
        SimulateCommand.Create(),
        LedgerCommand.Create(),
        DemoCommand.Create(),
        RehearseCommand.Create(),
        DevCommand.Create(),
        HealthCommand.Create(),
    };
}
