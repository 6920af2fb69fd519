using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Takes an image that was recalled out of use, and lets it be used again.</summary>
internal sealed class RecallWithdrawal(ImageGuard guard)
{
    public async Task<bool> MarkAsync(RecallImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.RecallAsync(request, cancellationToken) ?? throw Gone(request);
        // Whatever was decided before counts no more.
        if (ImageRules.Mark(permit.Image) != ImageMark.Recalled)
        {
            await permit.TagAsync([new(Lineage.Mark, Lineage.RecalledValue)], cancellationToken);
        }

        return true;
    }

    public async Task<bool> WithdrawAsync(RecallImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.RecallAsync(request, cancellationToken) ?? throw Gone(request);
        // Those that could be moved have been.
        if (ChannelImageRules.Pointing(permit.Image) is { Count: > 0 } channels)
        {
            await permit.UntagAsync([.. channels.Select(Lineage.Channel)], cancellationToken);
        }

        // ECS deprecates nothing that is shared (facts §2.5).
        await ImageSharing.UnshareAsync(permit, await ImageSharing.ReadAsync(permit.Reads, request.Region, request.ImageId, cancellationToken), cancellationToken);
        if (permit.Image.Status == ImageStatus.Available)
        {
            await permit.ModifyAsync(new() { RegionId = request.Region, ImageId = request.ImageId, Status = ImageStatus.Deprecated }, cancellationToken);
        }

        return true;
    }

    /// <summary>The mark goes last: until then nothing uses it.</summary>
    public async Task<bool> ReleaseAsync(RecallImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.UnrecallAsync(request, cancellationToken) ?? throw Gone(request);
        if (permit.Image.Status == ImageStatus.Deprecated)
        {
            await permit.ModifyAsync(new() { RegionId = request.Region, ImageId = request.ImageId, Status = ImageStatus.Available }, cancellationToken);
        }

        if (ImageRules.Mark(permit.Image) == ImageMark.Recalled)
        {
            await permit.UntagAsync([Lineage.Mark], cancellationToken);
        }

        return true;
    }

    private static Temporalio.Exceptions.ApplicationFailureException Gone(RecallImageRequest request) =>
        StepFailures.Final(new(StepErrorKind.NotFound, $"{request} is gone", "nothing: what is gone is used by nobody", ImageId: request.ImageId));
}
