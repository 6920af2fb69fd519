using System.Text.Json;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What an instance's workflow is asked for.</summary>
/// <param name="Of">The run that it belongs to.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Disk">Its new disk.</param>
/// <param name="Former">What it has lost to this run; null = its disk is to be replaced, else it is to be brought back.</param>
/// <param name="DiskId">The disk that this run has given it, when it is to be brought back.</param>
public sealed record ReplaceSystemDiskInput(ReplacementRun Of, string InstanceId, DiskWish Disk, FormerDisk? Former = null, string? DiskId = null)
{
    // What stands for an input that cannot be read; the run ends before it is used.
    private static ReplaceSystemDiskInput Nothing => new(new("", "", "", "", "", null, null, WayBack.Keep), "", new("", "", false, null));

    /// <summary>Reads an input; the error is null when it could be read. Left to the converter, a wrong one would fail the workflow's task for ever.</summary>
    internal static (ReplaceSystemDiskInput Input, string? Error) Read(IRawValue? raw)
    {
        try
        {
            return raw is not null && JsonSerializer.Deserialize<ReplaceSystemDiskInput>(raw.Payload.Data.Span, ContractJson.Options) is { Of: not null, Disk: not null } input
                ? (input, null)
                : (Nothing, $"the input of {ReplacementNames.ReplaceSystemDisk} is missing");
        }
        catch (JsonException e)
        {
            return (Nothing, $"the input of {ReplacementNames.ReplaceSystemDisk} cannot be read: {e.Message}");
        }
    }

    /// <summary>Why a workflow with this input is not an instance's part of its replacement; null = it is.</summary>
    internal string? Misplaced(string workflowId, string? parentId) =>
        parentId is null
            ? $"{ReplacementNames.ReplaceSystemDisk} is a part of {ReplacementNames.ReplaceSystemDisks} and does nothing alone; start that"
            : parentId.StartsWith(ReplacementNames.WorkflowId(Of.Replacement, Of.Version) + "/", StringComparison.Ordinal)
                && workflowId == ReplacementNames.InstanceWorkflowId(Of.Account, Disk.Region, InstanceId)
                ? null
                : $"{ReplacementNames.ReplaceSystemDisk} of {InstanceId} is not a part of {parentId}; start {ReplacementNames.ReplaceSystemDisks}";

    /// <summary>How a window starts it.</summary>
    internal ChildWorkflowOptions ChildOptions() => new()
    {
        Id = ReplacementNames.InstanceWorkflowId(Of.Account, Disk.Region, InstanceId),
        ParentClosePolicy = ParentClosePolicy.RequestCancel,
        CancellationType = ChildWorkflowCancellationType.WaitCancellationCompleted,
        StaticSummary = $"{Disk.Region} {InstanceId} ← {(Former is null ? Disk.ImageId : "what it had before")}",
        TypedSearchAttributes = new SearchAttributeCollection.Builder()
            .Set(ContractNames.ParkedAttribute, false)
            .Set(ContractNames.NameAttribute, Of.Replacement)
            .Set(ContractNames.VersionAttribute, Of.Version)
            .Set(ContractNames.RegionsAttribute, [Disk.Region])
            .Set(ContractNames.SourceAttribute, Disk.ImageId)
            .ToSearchAttributeCollection(),
    };
}
