using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What somebody asks for.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="TaskQueue">Where workers poll.</param>
internal sealed record OperationRequest(IOperationSpec Spec, string TaskQueue)
{
    /// <summary>Whether a run that has completed is run once more, where its kind does so only when asked.</summary>
    public bool Again { get; init; }

    /// <summary>What the run is to keep to; null = it does what there is to do.</summary>
    public OperationPlan? Plan { get; init; }

    /// <summary>The connection options that were given, to be given again in a command that is suggested: empty, or with a leading space.</summary>
    public string Options { get; init; } = "";

    /// <summary>Where its run can be looked at; null = not known.</summary>
    public WebUi? Ui { get; init; }

    /// <summary>The command that asks for this once more, to paste.</summary>
    public string Command { get; init; } = "";

    public KindProgram Program { get; } = KindPrograms.Of(Spec);

    public OperationKind Kind => Program.Kind;

    public string WorkflowId => Kind.WorkflowId(Spec.Name, Spec.Version);
}
