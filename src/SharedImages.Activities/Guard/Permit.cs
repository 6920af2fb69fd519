using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>
/// What the guard has allowed: to write to one region, and there to one image, with the very credentials that it was checked with.
/// Nothing else writes to ECS, and each write leaves a line in the log.
/// </summary>
internal sealed class Permit
{
    private readonly IEcsClient ecs;
    private readonly string account;

    /// <summary>Only <see cref="ImageGuard"/> gives permits; a test sees to it.</summary>
    internal Permit(IEcsClient ecs, string account, Caller caller, string region, Image image)
    {
        this.ecs = ecs;
        this.account = account;
        Caller = caller;
        Region = region;
        Image = image;
    }

    /// <summary>Who asked.</summary>
    public Caller Caller { get; }

    /// <summary>The image's region.</summary>
    public string Region { get; }

    /// <summary>The image as it was checked.</summary>
    public Image Image { get; }

    /// <summary>Reads with the same credentials.</summary>
    public IEcsClient Reads => ecs;

    /// <summary>Copies the image.</summary>
    public async Task<CopyImageResponse> CopyAsync(CopyImageRequest request, CancellationToken cancellationToken)
    {
        CopyImageResponse? answer = null;
        await WriteAsync("CopyImage", $"{Image.ImageId} to {request.DestinationRegionId} as {request.DestinationImageName}", async () =>
        {
            answer = await ecs.CopyImageAsync(request with { RegionId = Region, ImageId = Image.ImageId }, cancellationToken);
            return (answer.RequestId, answer.ImageId);
        });
        return answer!;
    }

    /// <summary>Stops the copy that makes the image.</summary>
    public Task CancelCopyAsync(CancellationToken cancellationToken) =>
        WriteAsync("CancelCopyImage", Image.ImageId, () => ecs.CancelCopyImageAsync(new(Region, Image.ImageId), cancellationToken));

    /// <summary>Deletes the image.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        WriteAsync("DeleteImage", Image.ImageId, () => ecs.DeleteImageAsync(new(Region, Image.ImageId), cancellationToken));

    /// <summary>Changes attributes of the image.</summary>
    public Task ModifyAsync(ModifyImageAttributeRequest request, CancellationToken cancellationToken) =>
        WriteAsync("ModifyImageAttribute", Image.ImageId, () => ecs.ModifyImageAttributeAsync(request with { RegionId = Region, ImageId = Image.ImageId }, cancellationToken));

    /// <summary>Shares the image with at most ten accounts.</summary>
    public Task ShareAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        WriteAsync("ModifyImageSharePermission", $"{Image.ImageId} add {string.Join(' ', accounts)}", () => ecs.ModifyImageSharePermissionAsync(new(Region, Image.ImageId, accounts, []), cancellationToken));

    /// <summary>Takes the image back from at most ten accounts.</summary>
    public Task UnshareAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken) =>
        WriteAsync("ModifyImageSharePermission", $"{Image.ImageId} remove {string.Join(' ', accounts)}", () => ecs.ModifyImageSharePermissionAsync(new(Region, Image.ImageId, [], accounts), cancellationToken));

    /// <summary>Sets tags of the image.</summary>
    public Task TagAsync(IReadOnlyList<Tag> tags, CancellationToken cancellationToken) =>
        WriteAsync("TagResources", $"{Image.ImageId} {Names(tags)}", () => ecs.TagResourcesAsync(new(Region, "image", [Image.ImageId], tags), cancellationToken));

    /// <summary>Takes tags of the image away.</summary>
    public Task UntagAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => WriteAsync(
        "UntagResources",
        $"{Image.ImageId} {string.Join(' ', keys)}",
        () => ecs.UntagResourcesAsync(new() { RegionId = Region, ResourceType = "image", ResourceIds = [Image.ImageId], TagKeys = keys }, cancellationToken));

    /// <summary>Sets tags of the snapshots behind the image.</summary>
    public Task TagSnapshotsAsync(IReadOnlyList<string> snapshotIds, IReadOnlyList<Tag> tags, CancellationToken cancellationToken) =>
        WriteAsync("TagResources", $"{string.Join(' ', snapshotIds)} {Names(tags)}", () => ecs.TagResourcesAsync(new(Region, "snapshot", snapshotIds, tags), cancellationToken));

    private static string Names(IReadOnlyList<Tag> tags) => string.Join(' ', tags.Select(tag => tag.Key));

    private Task WriteAsync(string action, string what, Func<Task<Acknowledgement>> write) =>
        WriteAsync(action, what, async () => ((await write()).RequestId, "done"));

    private Task WriteAsync(string action, string what, Func<Task<(string RequestId, string Answer)>> write) =>
        Writes.LogAsync(Caller.WorkflowId, account, Region, action, what, write);
}
