using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Takes an image out of use, and brings it back.</summary>
internal sealed class ImageWithdrawal(ImageGuard guard)
{
    public async Task<bool> MarkAsync(RetireImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.RetireAsync(request, cancellationToken) ?? throw Gone(request);
        if (ImageRules.Mark(permit.Image) == ImageMark.None)
        {
            await permit.TagAsync([new(Lineage.Mark, Lineage.RetiringValue)], cancellationToken);
        }

        return true;
    }

    public async Task<bool> WithdrawAsync(RetireImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.RetireAsync(request, cancellationToken) ?? throw Gone(request);
        await ImageAvailability.WithdrawAsync(permit, cancellationToken);
        return true;
    }

    /// <summary>What is gone has nothing to be brought back.</summary>
    public async Task<bool> RestoreAsync(RestoreImageRequest request, CancellationToken cancellationToken)
    {
        var image = request.Image;
        if (await guard.RestoreAsync(request, cancellationToken) is not { } permit)
        {
            return true;
        }

        await ImageAvailability.RestoreAsync(permit, cancellationToken);
        var now = await OwnImages.SharesAsync(permit.Reads, image.Region, image.ImageId, cancellationToken);
        foreach (var ten in request.Accounts.Except(now, StringComparer.Ordinal).Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
        {
            await permit.ShareAsync(ten, cancellationToken);
        }

        if (ImageRules.Mark(permit.Image) == ImageMark.Retiring)
        {
            await permit.UntagAsync([Lineage.Mark], cancellationToken);
        }

        return true;
    }

    private static Temporalio.Exceptions.ApplicationFailureException Gone(RetireImageRequest request) =>
        StepFailures.Final(new(StepErrorKind.NotFound, $"{request} is gone", "find out who deleted it, then skip it", ImageId: request.ImageId));
}
