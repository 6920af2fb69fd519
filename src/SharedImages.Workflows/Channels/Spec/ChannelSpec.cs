using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>What a caller asks for: a channel of an image name, to point to a version in every region that has it.</summary>
/// <param name="Name">Name of the promotions whose images it is about; with <paramref name="Channel"/> it makes the workflow id. Required.</param>
/// <param name="Channel">One of <see cref="Lineage.Channels"/>. Required.</param>
/// <param name="To">The version that it is to point to. Required.</param>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="Reason">Why, for its history. Default null.</param>
/// <param name="Without">Regions that it is to point to nothing in, each once. Default: none.</param>
public sealed record ChannelSpec(
    string Name,
    string Channel,
    [property: JsonPropertyName("version")] string To,
    string? Account,
    string? Reason,
    IReadOnlyList<string> Without) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Channel";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    // The operation is one per channel: two that move the same channel are never under way at once.
    string IOperationSpec.Version => Channel;

    IReadOnlyList<string> IOperationSpec.Regions => Without;

    string? IOperationSpec.SourceImageId => null;

    string? IOperationSpec.SourceOwner => null;

    IOperationSpec IOperationSpec.Canonical() => this with { Without = [.. Without.Order(StringComparer.Ordinal)] };
}
