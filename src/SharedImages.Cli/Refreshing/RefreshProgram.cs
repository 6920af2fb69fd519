using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Refreshes and their schedules.</summary>
internal sealed class RefreshProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Refresh;

    public override Type ResultType => typeof(RefreshResult);

    public override IEnumerable<Command> CreateCommands() => [RefreshCommand.Create(), ScheduleCommand.Create()];

    public override string Summary(IOperationSpec spec) => RefreshSpecText.Summary((RefreshSpec)spec);

    public override string Details(IOperationSpec spec) => RefreshSpecText.Details((RefreshSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => RefreshResultText.Lines((RefreshResult)result);

    /// <summary>A promotion that it started goes on.</summary>
    public override bool IsUndone(OperationResult result) => ((RefreshResult)result).Promotion is null;

    public override IOperationSpec LookAhead(IOperationSpec spec) => (RefreshSpec)spec with { Plan = true };

    public override bool HasWork(OperationResult result) => (RefreshResult)result is var refresh
        && (refresh.Regions.Any(region => region.Found is RegionState.Missing or RegionState.Building or RegionState.Drifted)
            || refresh.Channels.Any(channel => channel.State == ItemState.Pending)
            || refresh.Surplus.Any(version => version.KeptFor is null));

    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec) => PromotionWorld.Lacks(world, ours, AnyVersion(spec));

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec) => new PromotionProgram().Trust(world, AnyVersion(spec));

    // What a world must have does not depend on the version.
    private static PromotionSpec AnyVersion(IOperationSpec spec) => ((RefreshSpec)spec).Promotion("0", "m-0");
}
