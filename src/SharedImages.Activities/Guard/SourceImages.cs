using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Source images: those of a name pattern, and what workflows know of one.</summary>
internal static class SourceImages
{
    /// <summary>The owner's Available images whose name matches, the newest first.</summary>
    public static async Task<IReadOnlyList<Image>> FindAsync(GuardedSession session, SourceSpec source, CancellationToken cancellationToken)
    {
        var images = await session.Ecs.DescribeImagesAsync(
            new()
            {
                RegionId = source.Region,
                Status = ImageStatus.Available,
                ImageOwnerAlias = source.Owner == session.Account ? "self" : "others",
                ImageOwnerId = source.Owner == session.Account ? null : source.Owner,
            },
            cancellationToken);
        return [.. images
            .Where(image => image.ImageOwnerId == source.Owner && NamePattern.Matches(source.NamePattern!, image.ImageName))
            .OrderByDescending(image => image.CreationTime)
            .ThenBy(image => image.ImageId, StringComparer.Ordinal)];
    }

    /// <summary>There is none.</summary>
    public static Refusal None(SourceSpec source) => new(
        SourceReport.SourceFound,
        $"no Available image of {source.Owner} in {source.Region} has a name like {source.NamePattern}; ask its owner to share one there, or correct source.namePattern");

    /// <summary>A source as ECS shows it.</summary>
    public static SourceImage Of(Image image, string region, string originId)
    {
        var disks = Disks(image);
        return new()
        {
            ImageId = image.ImageId,
            Name = image.ImageName,
            Region = region,
            OwnerId = image.ImageOwnerId,
            OriginId = originId,
            Content = ContentDigest.Of(image.ImageId, image.ImageOwnerId, image.CreationTime, disks, image.Architecture, image.BootMode),
            Encrypted = image.DiskDeviceMappings.Any(disk => disk.Encrypted),
            Architecture = image.Architecture,
            BootMode = image.BootMode,
            NvmeSupport = image.NvmeSupport,
            ImdsSupport = image.ImdsSupport,
            Disks = disks,
        };
    }

    /// <summary>What a copy knows of its source; its name and whether it was encrypted are not among it: an intake is at least as encrypted.</summary>
    public static SourceImage FromIntake(Image intake, string region) => new()
    {
        ImageId = intake.Tags.ValueOf(Lineage.SourceImage),
        Name = intake.ImageName,
        Region = region,
        OwnerId = intake.Tags.ValueOf(Lineage.SourceOwner),
        OriginId = intake.Tags.ValueOf(Lineage.SourceOwner),
        Content = intake.Tags.ValueOf(Lineage.Content),
        Encrypted = intake.DiskDeviceMappings.Any(disk => disk.Encrypted),
        Architecture = intake.Architecture,
        BootMode = intake.BootMode,
        NvmeSupport = intake.NvmeSupport,
        ImdsSupport = intake.ImdsSupport,
        Disks = Disks(intake),
    };

    private static IReadOnlyList<SourceDisk> Disks(Image image) => [.. image.DiskDeviceMappings.Select(disk => new SourceDisk(disk.Device, disk.Size))];
}
