namespace SharedImages.Workflows;

/// <summary>The one list of what can be asked for; worker, command line and rehearsal take it from here.</summary>
public static class OperationKinds
{
    /// <summary>See <see cref="PromotionSpec"/>.</summary>
    public static OperationKind Promotion { get; } =
        new(PromotionSpec.SpecKind, ContractNames.PromoteImage, ContractNames.PromotionPrefix, [typeof(PromoteImageWorkflow), typeof(CopyToRegionWorkflow)]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OperationKind> All { get; } = [Promotion];

    /// <summary>The kind whose run has this workflow id; null when it is none's.</summary>
    public static OperationKind? Of(string workflowId) => All.FirstOrDefault(kind => workflowId.StartsWith(kind.IdPrefix + '/', StringComparison.Ordinal));
}
