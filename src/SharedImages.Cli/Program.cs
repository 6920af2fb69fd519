using System.CommandLine;
using SharedImages.Cli;

var root = new RootCommand("Promotes images that other Alibaba Cloud accounts share with us into managed golden images in several regions.")
{
    InitCommand.Create(),
    WorkerCommand.Create(),
    PromoteCommand.Create(),
    StatusCommand.Create(),
    CancelCommand.Create(),
    ResolveCommand.Create(),
};

return await CommandLine.RunAsync(root, args);
