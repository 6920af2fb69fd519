using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What somebody asks for with <c>promote</c>.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="TaskQueue">Where workers poll.</param>
internal sealed record PromotionRequest(PromotionSpec Spec, string TaskQueue)
{
    /// <summary>Whether a run that has completed is run once more.</summary>
    public bool Again { get; init; }

    /// <summary>The connection options that were given, to be given again in a command that is suggested: empty, or with a leading space.</summary>
    public string Options { get; init; } = "";

    /// <summary>The command that asks for this once more, to paste.</summary>
    public string Command { get; init; } = "";

    public string WorkflowId => ContractNames.WorkflowId(Spec.Name, Spec.Version);
}
