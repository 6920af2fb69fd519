using System.Text.Json;
using Temporalio.Converters;

namespace SharedImages.Workflows;

/// <summary>What a window's workflow is asked for.</summary>
/// <param name="Of">The run that it belongs to.</param>
/// <param name="Number">Which window.</param>
/// <param name="Places">How many of its instances may be out of service at once, to begin with.</param>
/// <param name="StopAfter">After so many failed instances it begins no other by itself; the replacement counts those of all windows.</param>
/// <param name="Disks">The new disks, one wish for each selection.</param>
/// <param name="Instances">Its instances, at most 100.</param>
public sealed record ReplaceWindowInput(
    ReplacementRun Of, int Number, int Places, int StopAfter, IReadOnlyList<DiskWish> Disks, IReadOnlyList<ChosenInstance> Instances)
{
    /// <summary>No window has more instances: their events have to fit one history.</summary>
    public const int MaxInstances = 100;

    // What stands for an input that cannot be read; the run ends before it is used.
    private static ReplaceWindowInput Nothing => new(new("", "", "", "", "", null, null, WayBack.Keep), 0, 0, 1, [], []);

    /// <summary>Reads an input; the error is null when it could be read.</summary>
    internal static (ReplaceWindowInput Input, string? Error) Read(IRawValue? raw)
    {
        try
        {
            return raw is not null && JsonSerializer.Deserialize<ReplaceWindowInput>(raw.Payload.Data.Span, ContractJson.Options) is { Of: not null, Disks: not null, Instances: not null } input
                ? (input, null)
                : (Nothing, $"the input of {ReplacementNames.ReplaceWindow} is missing");
        }
        catch (JsonException e)
        {
            return (Nothing, $"the input of {ReplacementNames.ReplaceWindow} cannot be read: {e.Message}");
        }
    }

    /// <summary>Why a workflow with this input is not a window of its replacement; null = it is.</summary>
    internal string? Misplaced(string workflowId, string? parentId)
    {
        if (parentId is null)
        {
            return $"{ReplacementNames.ReplaceWindow} is a part of {ReplacementNames.ReplaceSystemDisks} and does nothing alone; start that";
        }

        return parentId == ReplacementNames.WorkflowId(Of.Replacement, Of.Version) && workflowId == ReplacementNames.WindowWorkflowId(parentId, Of.Run, Number) && Instances.Count <= MaxInstances
            ? null
            : $"{workflowId} is not a window of {parentId}; start {ReplacementNames.ReplaceSystemDisks}";
    }
}
