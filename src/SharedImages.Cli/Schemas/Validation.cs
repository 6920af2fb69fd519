using System.Text.Json.Serialization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What <c>validate</c> found.</summary>
/// <param name="Specs">Each file, in the order in which they were given.</param>
internal sealed record Validation([property: JsonPropertyOrder(1)] IReadOnlyList<ValidatedSpec> Specs)
{
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(Validation);

    /// <summary>Whether all are good.</summary>
    public bool IsValid => Specs.All(spec => spec.IsValid);

    /// <summary>For people.</summary>
    public IEnumerable<string> Lines() => Specs.SelectMany(spec => spec.Lines());
}
