using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Changes whom an image of ours is shared with, in tens, and reads back what is: ECS drops what is too much without a word (facts §2.6).</summary>
internal sealed class SharesWriter(ImageGuard guard, StepRunner runner)
{
    public async Task<IReadOnlyList<string>> ChangeAsync(ChangeSharesRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.ShareAsync(request, cancellationToken)
            ?? throw StepFailures.Final(new(StepErrorKind.NotFound, $"{request} is gone", "find out who deleted it, then skip it", ImageId: request.ImageId));
        await NoteAsync(permit, wishes => wishes.With(request.Add, request.Remove), cancellationToken);
        var (now, amiss) = await WriteAsync(permit, request, cancellationToken);
        return amiss.Count == 0 ? now : throw runner.NotYet($"{request}: shares of {string.Join(", ", amiss)} do not show yet", () => new(
            StepErrorKind.Unreachable,
            $"{request}: ECS accepts the change of the shares of {string.Join(", ", amiss)}, but does not show it",
            "see in the console whom the image is shared with",
            ImageId: request.ImageId));
    }

    /// <summary>An image that is gone has no shares.</summary>
    public async Task<bool> RestoreAsync(ChangeSharesRequest request, CancellationToken cancellationToken)
    {
        if (await guard.ShareAsync(request, cancellationToken) is not { } permit)
        {
            return true;
        }

        await NoteAsync(permit, wishes => wishes.Without([.. request.Add, .. request.Remove]), cancellationToken);
        var (_, amiss) = await WriteAsync(permit, request, cancellationToken);
        return amiss.Count == 0 ? true : throw StepFailures.Later($"{request}: shares of {string.Join(", ", amiss)} are not as before yet", TimeSpan.FromSeconds(1));
    }

    /// <summary>Of an image that a promotion made: what was decided, so that no promotion or refresh takes it back.</summary>
    private static async Task NoteAsync(Permit permit, Func<ShareWishes, ShareWishes> change, CancellationToken cancellationToken)
    {
        var before = permit.Image.Tags.ValueOf(Lineage.Shares);
        var after = change(ShareWishes.Read(before)).ToString();
        if (after != before && ImageRules.HasLineage(permit.Image))
        {
            await permit.TagAsync([new(Lineage.Shares, after)], cancellationToken);
        }
    }

    /// <summary>The accounts that it is shared with then, and those that are not as asked.</summary>
    private static async Task<(IReadOnlyList<string> Now, IReadOnlyList<string> Amiss)> WriteAsync(Permit permit, ChangeSharesRequest request, CancellationToken cancellationToken)
    {
        var before = await OwnImages.SharesAsync(permit.Reads, permit.Region, permit.Image.ImageId, cancellationToken);
        foreach (var ten in request.Remove.Intersect(before, StringComparer.Ordinal).Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
        {
            await permit.UnshareAsync(ten, cancellationToken);
        }

        foreach (var ten in request.Add.Except(before, StringComparer.Ordinal).Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
        {
            await permit.ShareAsync(ten, cancellationToken);
        }

        var now = await OwnImages.SharesAsync(permit.Reads, permit.Region, permit.Image.ImageId, cancellationToken);
        return (now, [.. request.Add.Except(now, StringComparer.Ordinal), .. request.Remove.Intersect(now, StringComparer.Ordinal)]);
    }
}
