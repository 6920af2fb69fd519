namespace SharedImages.Workflows;

/// <summary>A spec, or everything that is wrong with it.</summary>
/// <param name="Spec">Null when there are errors.</param>
/// <param name="Errors">In the order of the document; empty when there is a spec.</param>
public sealed record SpecReading<TSpec>(TSpec? Spec, IReadOnlyList<SpecError> Errors)
    where TSpec : class, IOperationSpec
{
    /// <summary>Reads a document.</summary>
    /// <param name="document">Parsed, or why it could not be.</param>
    /// <param name="read">Reads its root, and says what is wrong with it.</param>
    internal static SpecReading<TSpec> Of(SpecDocument document, Func<SpecErrors, SpecNode, TSpec?> read)
    {
        if (document.Root is null)
        {
            return new(null, [document.Error!]);
        }

        var errors = new SpecErrors { Asked = document.Asked };
        var spec = read(errors, document.Root);
        return errors.Count > 0 ? new(null, errors.Sorted()) : new(spec, []);
    }

    /// <summary>The same, for whom any kind will do.</summary>
    public SpecReading<IOperationSpec> Widened() => new(Spec, Errors);
}
