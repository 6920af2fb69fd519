using Temporalio.Converters;

namespace SharedImages.Workflows;

/// <summary>Decisions on a replacement: those on what is parked, and <c>back</c> on what has its new disk.</summary>
internal static class ReplacementDecisions
{
    /// <summary>What the Web UI shows beside the update and the signal.</summary>
    public const string Example = """{"item":"replacement","step":"canary","action":"continue"}""";

    /// <summary>The step at which an instance is that has its new disk.</summary>
    public const string DoneStep = "done";

    /// <summary>Null when the decision can be carried out, else why not.</summary>
    public static string? Check(IRawValue raw, IReadOnlyList<ItemProgress> items, FleetSurvey survey, ReplacementSpec? spec, bool hasBegun, out ResolveRequest? request)
    {
        var refusal = ResolveRequests.Check(raw, items, out request);
        if (refusal is null || request is not { Action: ResolveAction.Back, Step: DoneStep, Item: var item } || items.Any(row => row.Item == item))
        {
            return refusal;
        }

        if (!hasBegun)
        {
            return "no disk has been replaced yet";
        }

        return item == ReplacementNames.Item || spec!.Instances.Any(selection => selection.Region == item) || survey.Instances.Any(instance => instance.InstanceId == item)
            ? null
            : $"{SpecErrors.Shown(item)} is no instance and no region of this replacement; {ReplacementNames.Item} stands for all";
    }
}
