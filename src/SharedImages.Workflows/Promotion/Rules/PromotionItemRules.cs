namespace SharedImages.Workflows;

/// <summary>What a plan of a promotion says of its regions. Pure.</summary>
internal static class PromotionItemRules
{
    private const string Available = "Available";

    /// <summary>A region by what was decided about the copies that are there.</summary>
    public static PlannedItem Of(CopyToRegionInput input, CopyDecision decision) =>
        decision.Stop is { } stop ? Failing(input, stop)
        : decision.Take is { } copy ? Item(input, copy is { Status: Available, Done: true } ? PlanRoute.Current : PlanRoute.Adopt) with
        {
            ImageId = copy.ImageId,
            Note = copy switch
            {
                { Status: not Available } => $"is {copy.Status} still",
                { Done: false } => "an earlier run has not finished it",
                _ => null,
            },
        }
        : Item(input, input.Hop == Hop.Intake ? PlanRoute.Intake : PlanRoute.Copy) with
        {
            Gibibytes = Size(input.Source),
            Note = decision.Discard.Count == 0 ? null : $"deletes {string.Join(", ", decision.Discard.Select(failed => failed.ImageId))}, which has failed",
        };

    /// <summary>A region that would not be done, and why.</summary>
    public static PlannedItem Failing(CopyToRegionInput input, StepError error) =>
        Item(input, FailureRules.Decide(error, input.Hop, 0) == FailureVerdict.Fail ? PlanRoute.Fail : PlanRoute.Park) with { Note = error.SentenceWithin(input.Region) };

    /// <summary>What is launched from the copies at the end.</summary>
    public static IEnumerable<PlannedItem> Launched(PromotionSpec spec) =>
        from target in spec.Launch?.Targets ?? []
        select new PlannedItem
        {
            Item = ContractNames.RegionWorkflowId(ContractNames.LaunchItem, target.Region),
            Route = PlanRoute.Launch,
            Name = spec.Launch!.Instance.Name,
            Encrypted = target.Encrypted,
            KmsKeyId = target.KmsKeyId,
            Count = target.Count,
            Note = "when all regions are done",
        };

    /// <summary>GiB of all disks together; null = not known.</summary>
    public static int? Size(SourceImage source) => source.Disks.Count == 0 ? null : source.Disks.Sum(disk => disk.SizeGiB);

    private static PlannedItem Item(CopyToRegionInput input, PlanRoute route) => new()
    {
        Item = input.Region,
        Route = route,
        Name = PlanRules.ImageName(input),
        Encrypted = input.Encrypted,
        KmsKeyId = input.KmsKeyId,
    };
}
