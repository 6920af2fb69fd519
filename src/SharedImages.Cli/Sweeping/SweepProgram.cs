using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Sweeps.</summary>
internal sealed class SweepProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Sweep;

    public override string StartCommand => $"{Invocation.Program} {Kind.Word}";

    public override string IdForm => Kind.WorkflowId(SweepNames.All, "");

    public override Type ResultType => typeof(SweepResult);

    public override IEnumerable<Command> CreateCommands() => [LeftoversCommand.Create()];

    public override string Summary(IOperationSpec spec) => SweepSpecText.Summary((SweepSpec)spec);

    public override string Details(IOperationSpec spec) => SweepSpecText.Details((SweepSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => SweepResultText.Lines((SweepResult)result);

    /// <summary>What is deleted does not come back.</summary>
    public override bool IsUndone(OperationResult result) => ((SweepResult)result).Images.All(image => image.State != ItemState.Done);

    public override IOperationSpec LookAhead(IOperationSpec spec) => (SweepSpec)spec with { Remove = false };

    public override bool HasWork(OperationResult result) => ((SweepResult)result).Images.Any(image => image.State == ItemState.Pending);

    /// <summary>Which leftovers there are shows when they are looked for.</summary>
    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec) => [];

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec) => new();
}
