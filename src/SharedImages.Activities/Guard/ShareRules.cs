using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Which images a sharing may share and take back, by what ECS says of them at that moment (facts §4.1, §4.3). Pure.</summary>
internal static class ShareRules
{
    /// <summary>Why its shares are not ours to change; null = they are.</summary>
    public static Refusal? Refuse(Image image, string region, string account) => image switch
    {
        _ when image.ImageOwnerId != account => new(
            "own-image",
            $"{region}/{image.ImageId} belongs to {image.ImageOwnerId}, and only its owner can share it; promote it, and share the copy"),
        { IsPublic: true } => new("own-image", $"{region}/{image.ImageId} is a community image, which everybody has; make it an ordinary one first"),
        _ => null,
    };

    /// <summary>What ECS would refuse of sharing it on, as far as that shows before it is asked.</summary>
    public static IEnumerable<Refusal> Unshareable(Image image, string region)
    {
        if (image.Status != ImageStatus.Available)
        {
            yield return new("image-available", $"{region}/{image.ImageId} is {image.Status}, and only an Available image can be shared; run again when it is");
        }

        if (image.DiskDeviceMappings.Count(disk => disk.Encrypted) > 1)
        {
            yield return new("one-encrypted-disk", $"{region}/{image.ImageId} has several encrypted disks, and ECS does not share such an image; share one with a single encrypted disk");
        }

        if (HasServiceKey(image, region))
        {
            yield return new("service-key", $"{region}/{image.ImageId} is encrypted with the service key of {region}, and ECS does not share such an image; promote it with a kmsKeyId for {region}, and share that copy");
        }
    }

    // ECS does not say which key is a service key. The copy key of one of our copies does: it was made from the key that was asked for.
    private static bool HasServiceKey(Image image, string region) =>
        ImageRules.HasLineage(image)
        && image.Tags.ValueOf(Lineage.CopyKey) == CopyKeys.CopyKey(
            image.Tags.ValueOf(Lineage.Promotion), image.Tags.ValueOf(Lineage.Version), image.Tags.ValueOf(Lineage.SourceImage), region, encrypted: true, kmsKeyId: null);
}
