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

        await ImageAvailability.WithdrawAsync(permit, cancellationToken);
        return true;
    }

    /// <summary>The mark goes last: until then nothing uses it.</summary>
    public async Task<bool> ReleaseAsync(RecallImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.UnrecallAsync(request, cancellationToken) ?? throw Gone(request);
        await ImageAvailability.RestoreAsync(permit, cancellationToken);
        if (ImageRules.Mark(permit.Image) == ImageMark.Recalled)
        {
            await permit.UntagAsync([Lineage.Mark], cancellationToken);
        }

        return true;
    }

    private static Temporalio.Exceptions.ApplicationFailureException Gone(RecallImageRequest request) =>
        StepFailures.Final(new(StepErrorKind.NotFound, $"{request} is gone", "nothing: what is gone is used by nobody", ImageId: request.ImageId));
}
