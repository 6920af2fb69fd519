using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>One spec that <c>validate</c> looked at.</summary>
/// <param name="File">As it was given.</param>
/// <param name="IsValid">Whether it can be run, as far as a spec alone shows.</param>
/// <param name="Kind">Of a good one.</param>
/// <param name="WorkflowId">The id under which a good one runs.</param>
/// <param name="Errors">Everything that is wrong, in the order of the document.</param>
internal sealed record ValidatedSpec(string File, bool IsValid, string? Kind, string? WorkflowId, IReadOnlyList<SpecError> Errors)
{
    /// <summary>Reads a spec of any kind.</summary>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static async Task<ValidatedSpec> ReadAsync(string file, CancellationToken cancellation)
    {
        var reading = await SpecFile.ReadAllAsync(file, cancellation);
        var name = SpecFile.NameOf(file);
        return reading.Spec is { } spec
            ? new(name, true, spec.Kind, OperationKinds.Of(spec).WorkflowId(spec.Name, spec.Version), [])
            : new(name, false, null, null, reading.Errors);
    }

    /// <summary>For people, and for editors that go to <c>file:line:column</c>.</summary>
    public IEnumerable<string> Lines() => IsValid ? [$"{File}: {Kind}, {WorkflowId}"] : Errors.Select(error => $"{File}:{error}");
}
