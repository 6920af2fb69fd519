using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Sweeps.</summary>
internal sealed class SweepProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Sweep;

    public override string StartCommand => $"sharedimages {Kind.Word}";

    public override string IdForm => Kind.WorkflowId(SweepNames.All, "");

    public override Type ResultType => typeof(SweepResult);

    public override IEnumerable<Command> CreateCommands() => [LeftoversCommand.Create()];

    public override string Summary(IOperationSpec spec) => SweepSpecText.Summary((SweepSpec)spec);

    public override string Details(IOperationSpec spec) => SweepSpecText.Details((SweepSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => SweepResultText.Lines((SweepResult)result);

    /// <summary>Which leftovers there are shows when they are looked for.</summary>
    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec) => [];

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec) => new();
}
