using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Whose image it is that holds a name, which is unique in an account and region.</summary>
internal static class NameHolders
{
    /// <summary>Our image of that very name, in whatever status; null when ECS shows none.</summary>
    public static async Task<Image?> FindAsync(IEcsClient ecs, string region, string name, CancellationToken cancellationToken) =>
        (await ecs.DescribeImagesAsync(new() { RegionId = region, Status = ImageStatus.All, ImageOwnerAlias = "self", ImageName = name }, cancellationToken))
            .FirstOrDefault(image => image.ImageName == name);

    /// <summary>Of which promotion it is, if of any, and since when it has been there.</summary>
    public static string Whose(Image image)
    {
        var promotion = image.Tags.ValueOf(Lineage.Promotion);
        var whose = promotion.Length == 0 ? "no promotion's" : $"of the promotion {promotion} {image.Tags.ValueOf(Lineage.Version)}";
        return image.CreationTime is { } made ? $"{whose}, made {made:yyyy-MM-dd HH:mm} UTC" : whose;
    }

    /// <summary>The name is taken.</summary>
    /// <param name="region">Where.</param>
    /// <param name="name">The name.</param>
    /// <param name="holderId">By which image; null = it cannot be seen.</param>
    /// <param name="whose">See <see cref="Whose"/>; null = not known.</param>
    public static StepError Taken(string region, string name, string? holderId, string? whose) => new(
        StepErrorKind.NameTaken,
        $"{region}: the name {name} is taken by {holderId ?? "an image that cannot be seen"}, which is {whose ?? "not this copy"}",
        $"rename or delete {holderId ?? "that image"}, or give image.name another value under a new version",
        ImageId: holderId);
}
