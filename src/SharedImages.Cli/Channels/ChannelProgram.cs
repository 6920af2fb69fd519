using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Moves of channels.</summary>
internal sealed class ChannelProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Channel;

    public override string StartCommand => ChannelRequest.Command("NAME", "CHANNEL", "VERSION");

    public override string IdForm => Kind.WorkflowId("NAME", "CHANNEL");

    public override Type ResultType => typeof(ChannelResult);

    public override IEnumerable<Command> CreateCommands() => [ChannelCommand.Create()];

    public override string Summary(IOperationSpec spec) => ChannelSpecText.Summary((ChannelSpec)spec);

    public override string Details(IOperationSpec spec) => ChannelSpecText.Details((ChannelSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => ChannelResultText.Lines((ChannelResult)result);

    public override bool IsUndone(OperationResult result) => ((ChannelResult)result).Left.Count == 0;

    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec)
    {
        var channel = (ChannelSpec)spec;
        return
        [
            .. ours.Images.Any(image => IsOf(image, channel)) ? [] : (string[])[$"an image of account {ours.Id} that a promotion {channel.Name}/{channel.To} has finished"],
            .. RehearsalWorld.LacksRegions(world, spec.Regions),
        ];
    }

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec) => new();

    private static bool IsOf(WorldImage image, ChannelSpec channel) =>
        image.Tags.GetValueOrDefault(Lineage.Promotion) == channel.Name
        && image.Tags.GetValueOrDefault(Lineage.Version) == channel.To
        && image.Tags.GetValueOrDefault(Lineage.Done) == Lineage.DoneValue;
}
