using Temporalio.Api.Failure.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Converters;

namespace SharedImages.Workflows;

/// <summary>
/// What a look of <see cref="IPromotionActivities.WaitImageAsync"/> saw. It is the first detail of the failure by which the attempt asks for
/// the next one, so the next attempt and tools read it from DescribeWorkflow; in trouble it is in the heartbeat. An attempt that somebody
/// asked for tells by heartbeat what it saw of the promotion's other copies, too.
/// </summary>
/// <param name="Status">ECS's status; <c>Missing</c> when the image was not visible.</param>
/// <param name="Progress">Percent, 0–100.</param>
/// <param name="Since">When the progress last moved; queue time keeps it at now.</param>
/// <param name="FirstProgress">Percent at the first look while Creating, with <paramref name="FirstSeen"/> the base of an estimate.</param>
/// <param name="FirstSeen">When the image was first seen Creating; null while queued.</param>
/// <param name="SeenAt">When the look was.</param>
/// <param name="EverSeen">Whether it was ever visible.</param>
public sealed record CopyLook(string Status, int Progress, DateTimeOffset Since, int FirstProgress, DateTimeOffset? FirstSeen, DateTimeOffset SeenAt, bool EverSeen)
{
    /// <summary>The copy.</summary>
    public string? ImageId { get; init; }

    /// <summary>In a heartbeat alone: the promotion's other copies, as they were seen with this one. Null = they were not looked at.</summary>
    public IReadOnlyList<CopyLook>? Beside { get; init; }

    /// <summary>What the copy still needs if it goes on at its pace; null while queued or before it has moved.</summary>
    public TimeSpan? Remaining() => FirstSeen is { } began && Progress > FirstProgress && SeenAt > began
        ? (SeenAt - began) / (Progress - FirstProgress) * (100 - Progress)
        : null;

    /// <summary>What is known of the copy with another look at it: the newer one counts, the base of an estimate stays.</summary>
    public CopyLook With(CopyLook other) =>
        other.SeenAt <= SeenAt ? this
        : FirstSeen is null ? other
        : this with { Status = other.Status, Progress = other.Progress, SeenAt = other.SeenAt };

    /// <summary>The last look of a pending step, without what is beside it; null when there was none.</summary>
    /// <param name="step">As Temporal describes it.</param>
    /// <param name="converter">Of the client that asked.</param>
    public static async Task<CopyLook?> LastAsync(PendingActivityInfo step, DataConverter converter)
    {
        var told = await ReadAsync(DetailsOf(step.LastFailure)?.Payloads_.FirstOrDefault(), converter);
        var beaten = await ReadAsync(step.HeartbeatDetails?.Payloads_.FirstOrDefault(), converter);
        var last = told is null || beaten?.SeenAt > told.SeenAt ? beaten : told;
        return last is null ? null : last with { Beside = null };
    }

    /// <summary>What a pending step has last told of the promotion's other copies; empty when nothing.</summary>
    /// <param name="step">As Temporal describes it.</param>
    /// <param name="converter">Of the client that asked.</param>
    public static async Task<IReadOnlyList<CopyLook>> BesideAsync(PendingActivityInfo step, DataConverter converter) =>
        (await ReadAsync(step.HeartbeatDetails?.Payloads_.FirstOrDefault(), converter))?.Beside ?? [];

    private static async Task<CopyLook?> ReadAsync(Temporalio.Api.Common.V1.Payload? payload, DataConverter converter) =>
        payload is null ? null : await converter.ToValueAsync<CopyLook?>(payload);

    // A final failure tells an error instead.
    private static Temporalio.Api.Common.V1.Payloads? DetailsOf(Failure? failure) =>
        failure?.ApplicationFailureInfo is { NonRetryable: false } info ? info.Details : null;
}
