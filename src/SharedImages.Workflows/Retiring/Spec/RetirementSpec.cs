using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>What a caller asks for: one version is to go, in all regions.</summary>
/// <param name="Name">Name of the promotion that made it. Required.</param>
/// <param name="Version">Its version. Required.</param>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="Notice">From the mark until its users lose it, 0 seconds to 365 days. Default 7 days.</param>
/// <param name="Soak">From then until it is deleted, 1 hour to 365 days: whoever still needs it, and whom we cannot see, complains. Default 7 days.</param>
/// <param name="Delete">Whether it is deleted in the end. Default true; else it stays, withdrawn.</param>
public sealed record RetirementSpec(
    string Name,
    string Version,
    string? Account,
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan Notice,
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan Soak,
    bool Delete) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Retirement";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    /// <summary>Where there are images of it shows when they are looked for.</summary>
    IReadOnlyList<string> IOperationSpec.Regions => [];

    string? IOperationSpec.SourceImageId => null;

    string? IOperationSpec.SourceOwner => null;

    IOperationSpec IOperationSpec.Canonical() => this;
}
