using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Sets an image to what the spec of its refresh says, and reads back what is left of its drift.</summary>
internal sealed class ImageRepair(ImageGuard guard, ImageVerification verification)
{
    public async Task<IReadOnlyList<Drift>> RepairAsync(RepairImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.RepairAsync(request, cancellationToken) ?? throw Gone(request);
        await ImageAvailability.RestoreAsync(permit, cancellationToken);
        await verification.CheckAsync(permit, HeldImages.Wanted(request), cancellationToken);
        await ShareAsync(permit, request, cancellationToken);
        var after = await ImageGuard.FindAsync(permit.Reads, request.Region, request.ImageId, cancellationToken) ?? throw Gone(request);
        return HeldImages.Drift(request, after, await OwnImages.SharesAsync(permit.Reads, request.Region, request.ImageId, cancellationToken));
    }

    private static async Task ShareAsync(Permit permit, RepairImageRequest request, CancellationToken cancellationToken)
    {
        var now = await OwnImages.SharesAsync(permit.Reads, request.Region, request.ImageId, cancellationToken);
        var wanted = HeldImages.Shares(request, permit.Image, now);
        foreach (var ten in now.Except(wanted, StringComparer.Ordinal).Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
        {
            await permit.UnshareAsync(ten, cancellationToken);
        }

        foreach (var ten in wanted.Except(now, StringComparer.Ordinal).Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
        {
            await permit.ShareAsync(ten, cancellationToken);
        }
    }

    private static Temporalio.Exceptions.ApplicationFailureException Gone(RepairImageRequest request) => StepFailures.Final(new(
        StepErrorKind.NotFound, $"{request.Region}: {request.ImageId} is gone", "nothing: the next refresh makes it anew", ImageId: request.ImageId));
}
