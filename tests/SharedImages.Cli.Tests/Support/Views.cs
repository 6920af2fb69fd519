using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli.Tests;

/// <summary>Promotions as they are seen at one moment.</summary>
internal static class Views
{
    public const string Id = "promote/web-base/1";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static OperationView Of(params ItemProgress[] items) => new()
    {
        WorkflowId = Id,
        Status = WorkflowExecutionStatus.Running,
        AsOf = Now,
        Progress = new()
        {
            Operation = PromotionSpec.SpecKind,
            Name = "web-base",
            Version = "1",
            Phase = OperationPhase.Distributing,
            WaitsForDecision = items.Any(item => item.State == ItemState.Parked),
            Items = items,
        },
    };

    /// <summary>A replacement, of whose instances only the parked ones have rows.</summary>
    public static OperationView Fleet(FleetTally fleet, params ItemProgress[] parked) => Of() with
    {
        WorkflowId = "replace/web-roll/1",
        Progress = new()
        {
            Operation = ReplacementSpec.SpecKind,
            Name = "web-roll",
            Version = "1",
            Phase = OperationPhase.Replacing,
            WaitsForDecision = false,
            Fleet = fleet,
            Items = parked,
        },
    };

    public static ItemProgress Region(ItemState state, string? imageId = "m-1", string region = "cn-shanghai") =>
        new() { Item = region, Hop = Hop.Distribution, State = state, ImageId = imageId };

    public static ItemProgress Parked(string region = "cn-shanghai") => Region(ItemState.Parked, null, region) with
    {
        Step = "copy",
        Error = new(StepErrorKind.Permission, $"{region}: copy m-0: Forbidden: The key is disabled.", "enable the KMS key"),
        Actions = [ResolveAction.Retry, ResolveAction.RetryAsNew, ResolveAction.Skip, ResolveAction.Abort],
    };

    public static ItemProgress Promotion(string step) => new()
    {
        Item = ContractNames.PromotionItem,
        State = ItemState.Parked,
        Step = step,
        Since = Now,
        Error = new(StepErrorKind.Permission, "cn-hangzhou: no right", "grant it"),
        Actions = [ResolveAction.Retry, ResolveAction.Abort],
    };

    public static PendingStep Waiting(int progress, int firstProgress = 0, string status = "Creating", string? lastFailure = null) =>
        new("cn-shanghai", "WaitImage", 3, new(status, progress, Now, firstProgress, Now.AddMinutes(-10), Now, true) { ImageId = "m-1" }, lastFailure);
}
