using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli.Tests;

/// <summary>Promotions as they are seen at one moment.</summary>
internal static class Views
{
    public const string Id = "promote/web-base/1";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static PromotionView Of(params RegionProgress[] regions) => new()
    {
        WorkflowId = Id,
        Status = WorkflowExecutionStatus.Running,
        AsOf = Now,
        Progress = new()
        {
            Name = "web-base",
            Version = "1",
            Phase = PromotionPhase.Distributing,
            WaitsForDecision = regions.Any(region => region.State == RegionState.Parked),
            Regions = regions,
        },
    };

    public static RegionProgress Region(RegionState state, string? imageId = "m-1", string region = "cn-shanghai") =>
        new() { Region = region, Hop = Hop.Distribution, State = state, ImageId = imageId };

    public static RegionProgress Parked(string region = "cn-shanghai") => Region(RegionState.Parked, null, region) with
    {
        Step = "copy",
        Error = new(StepErrorKind.Permission, $"{region}: copy m-0: Forbidden: The key is disabled.", "enable the KMS key"),
        Actions = [ResolveAction.Retry, ResolveAction.RetryAsNew, ResolveAction.Skip, ResolveAction.Abort],
    };

    public static PendingStep Waiting(int progress, int firstProgress = 0, string status = "Creating", string? lastFailure = null) =>
        new("cn-shanghai", "WaitImage", 3, new(status, progress, Now, firstProgress, Now.AddMinutes(-10), Now, true), lastFailure);
}
