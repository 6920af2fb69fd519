using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>What a caller asks for: the copies that no run will come back for, of all promotions and in all regions.</summary>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="OlderThan">How long ago they were made at least, 1 hour to 365 days. Default 7 days: a failed promotion may be run again until then.</param>
/// <param name="Remove">Whether they are deleted. Default false: they are listed.</param>
public sealed record SweepSpec(
    string? Account,
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan OlderThan,
    bool Remove) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Sweep";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    string IOperationSpec.Name => SweepNames.All;

    string IOperationSpec.Version => "";

    /// <summary>Where there are any shows when they are looked for.</summary>
    IReadOnlyList<string> IOperationSpec.Regions => [];

    string? IOperationSpec.SourceImageId => null;

    string? IOperationSpec.SourceOwner => null;

    IOperationSpec IOperationSpec.Canonical() => this;
}
