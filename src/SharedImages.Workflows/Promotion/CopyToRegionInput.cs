using System.Text.Json;
using Temporalio.Converters;

namespace SharedImages.Workflows;

/// <summary>What a region's workflow is asked for.</summary>
public sealed record CopyToRegionInput
{
    /// <summary>Name of the promotion.</summary>
    public required string Promotion { get; init; }

    /// <summary>Version of the promotion.</summary>
    public required string Version { get; init; }

    /// <summary>First run id of the promotion: stays the same for all that this run makes.</summary>
    public required string Run { get; init; }

    /// <summary>UID that the promotion began with; a worker that acts for another does not write.</summary>
    public required string Account { get; init; }

    /// <summary>Name of the deployment that makes the copies.</summary>
    public required string Installation { get; init; }

    /// <summary>Which hop.</summary>
    public required Hop Hop { get; init; }

    /// <summary>The original source image.</summary>
    public required SourceImage Source { get; init; }

    /// <summary>Region of the image to copy.</summary>
    public required string FromRegion { get; init; }

    /// <summary>The image to copy: the source itself at the intake, the intake image at distribution.</summary>
    public required string FromImageId { get; init; }

    /// <summary>Where to.</summary>
    public required string Region { get; init; }

    /// <summary>Encrypt the copy.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Key of <see cref="Region"/>; null with <see cref="Encrypted"/> = service key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Name of the copy; null = one made from the copy key (an intake that is no target).</summary>
    public string? ImageName { get; init; }

    /// <summary>Description; null = none.</summary>
    public string? Description { get; init; }

    /// <summary>Family; null = none.</summary>
    public string? Family { get; init; }

    /// <summary>User tags.</summary>
    public required IReadOnlyDictionary<string, string> UserTags { get; init; }

    /// <summary>UIDs to share with; empty = nobody.</summary>
    public required IReadOnlyList<string> ShareAccounts { get; init; }

    /// <summary>How the copy is tested before it is shared; null = it is not.</summary>
    public CopyTestInput? Test { get; init; }

    // What stands for an input that cannot be read; the run ends before it is used.
    private static CopyToRegionInput Nothing => new()
    {
        Promotion = "",
        Version = "",
        Run = "",
        Account = "",
        Installation = "",
        Hop = Hop.Distribution,
        Source = new() { ImageId = "", Name = "", Region = "", OwnerId = "", OriginId = "", Content = "" },
        FromRegion = "",
        FromImageId = "",
        Region = "",
        UserTags = new Dictionary<string, string>(StringComparer.Ordinal),
        ShareAccounts = [],
    };

    /// <summary>Reads an input; the error is null when it could be read. Left to the converter, a wrong one would fail the workflow's task for ever.</summary>
    internal static (CopyToRegionInput Input, string? Error) Read(IRawValue? raw)
    {
        try
        {
            return raw is not null && JsonSerializer.Deserialize<CopyToRegionInput>(raw.Payload.Data.Span, ContractJson.Options) is { } input
                ? (input, null)
                : (Nothing, $"the input of {ContractNames.CopyToRegion} is missing");
        }
        catch (JsonException e)
        {
            return (Nothing, $"the input of {ContractNames.CopyToRegion} cannot be read: {e.Message}");
        }
    }

    /// <summary>Why a workflow with this input is not a region's part of its promotion; null = it is.</summary>
    internal string? Misplaced(string workflowId, string? parentId) =>
        parentId is null
            ? $"{ContractNames.CopyToRegion} is a part of {ContractNames.PromoteImage} and does nothing alone; start that"
            : parentId == ContractNames.WorkflowId(Promotion, Version) && workflowId == ContractNames.RegionWorkflowId(parentId, Region)
                ? null
                : $"{ContractNames.CopyToRegion} of {Region} is not a part of {parentId}; start {ContractNames.PromoteImage}";
}
