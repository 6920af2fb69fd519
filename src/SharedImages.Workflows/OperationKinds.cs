namespace SharedImages.Workflows;

/// <summary>The one list of what can be asked for; the worker takes it from here.</summary>
public static class OperationKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<OperationKind> All { get; } = [new(PromotionSpec.SpecKind, [typeof(PromoteImageWorkflow), typeof(CopyToRegionWorkflow)])];
}
