namespace SharedImages.Ecs.Simulator;

/// <summary>The image that is to be copied, and why ECS would not copy it (facts §2.2, §4.2).</summary>
internal static class CopySource
{
    private const int MaxSize = 2048;

    private static readonly DateTimeOffset FirstUsable = new(2013, 7, 15, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether snapshots of this time are of a kind that is refused (facts §4.2 C12).</summary>
    public static bool IsTooOld(DateTimeOffset creationTime) => creationTime < FirstUsable;

    /// <exception cref="ApiException">ECS would not copy it there.</exception>
    public static ImageRecord Find(Call call, string destination)
    {
        var source = call.VisibleImage(call.Parameters.Required("RegionId"));
        if (source.IsCommunity)
        {
            throw new ApiException(400, "OperationDenied.CommunityImage", "A community image cannot be copied.");
        }

        CheckStatus(call, source);
        if (source.Owner != call.Account && source.Region != destination)
        {
            throw new ApiException(403, "OperationDenied.SameRegionOnly", "A shared image can be copied within its own region only.");
        }

        CheckKind(source);
        return source;
    }

    private static void CheckStatus(Call call, ImageRecord source)
    {
        if (source.Status != ImageStatus.Available)
        {
            throw new ApiException(400, "IncorrectImageStatus", "The current status of the image does not support this operation.");
        }

        if (source.Copy is { EndedAt: { } end } && call.Now < end + call.Cloud.Clock.Scale(call.Cloud.Rules.CopySettling))
        {
            throw Errors.ImageCopying();
        }
    }

    private static void CheckKind(ImageRecord source)
    {
        if (source.Is(ImageCondition.SnapshotLost))
        {
            throw new ApiException(400, "InvalidSnapshotId.NotFound", "A snapshot of the image does not exist.");
        }

        if (IsTooOld(source.CreationTime))
        {
            throw Errors.SnapshotTooOld();
        }

        if (source.Is(ImageCondition.Vhd))
        {
            throw new ApiException(403, "InvalidOperation.VhdImageUnsupported", "An image of the format VHD cannot be copied.");
        }

        if (source.Is(ImageCondition.CloudBox))
        {
            throw new ApiException(403, "InvalidOperation.CloudBoxImageCopyUnsupported", "An image of a CloudBox cannot be copied.");
        }

        if (source.Disks.Sum(disk => disk.Size) > MaxSize)
        {
            throw new ApiException(403, "SizeExceed.Image", $"The size of the image exceeds the limit ({MaxSize} GiB): copy its snapshots and create an image of them.");
        }
    }
}
