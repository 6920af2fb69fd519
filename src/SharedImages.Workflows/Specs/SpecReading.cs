namespace SharedImages.Workflows;

/// <summary>A spec, or everything that is wrong with it.</summary>
/// <param name="Spec">Null when there are errors.</param>
/// <param name="Errors">In the order of the document; empty when there is a spec.</param>
public sealed record SpecReading<TSpec>(TSpec? Spec, IReadOnlyList<SpecError> Errors)
    where TSpec : class, IOperationSpec
{
    /// <summary>The same, for whom any kind will do.</summary>
    public SpecReading<IOperationSpec> Widened() => new(Spec, Errors);
}
