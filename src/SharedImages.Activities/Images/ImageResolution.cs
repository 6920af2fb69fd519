using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Finds the images that a reference means: a promotion's by their lineage, in each region, or one by its id. Reads only.</summary>
internal sealed class ImageResolution(ImageGuard guard, Func<TrustOptions> trust, IRuns runs, string installation)
{
    public async Task<ImageReport> ResolveAsync(ResolveImagesRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(cancellationToken);
        var refusals = new List<Refusal>(PolicyRules.Account(request.Account, session.Account));
        var images = request.Image.Promotion?.Split('/') is [var name, var version]
            ? await OfPromotionAsync(session, name, version, request.Regions, refusals, cancellationToken)
            : await ByIdAsync(session, request.Image, request.Image.Region ?? request.Regions[0], refusals, cancellationToken);
        return new(session.Account, installation, images, refusals);
    }

    private async Task<IReadOnlyList<UsedImage>> ByIdAsync(GuardedSession session, ImageReference reference, string region, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var image = await ImageGuard.FindAsync(session.Ecs, region, reference.ImageId!, cancellationToken);
        refusals.AddRange(ImageUseRules.Named(reference, region, image));
        return image is null ? [] : [Checked(session, region, image, await guard.RecalledAsync(cancellationToken), refusals)];
    }

    private async Task<IReadOnlyList<UsedImage>> OfPromotionAsync(
        GuardedSession session, string name, string version, IReadOnlyList<string> regions, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var isEverywhere = regions.Count == 0;
        IReadOnlyList<string> asked = isEverywhere ? [.. (await session.Ecs.DescribeRegionsAsync(cancellationToken)).Select(region => region.RegionId)] : regions;
        var left = await Task.WhenAll(asked.Select(region => OwnImages.InAsync(session.Ecs, region, [new(Lineage.Promotion, name), new(Lineage.Version, version)], cancellationToken)));
        if (left.All(there => there.Count == 0))
        {
            refusals.Add(ImageUseRules.Nothing($"{name}/{version}", regions, await runs.FindAsync(ContractNames.WorkflowId(name, version), null, cancellationToken)));
            return [];
        }

        var images = new List<UsedImage>();
        var recalled = await guard.RecalledAsync(cancellationToken);
        foreach (var (region, there) in asked.Zip(left).Where(pair => !isEverywhere || pair.Second.Count > 0))
        {
            var (image, refusal) = ImageUseRules.Left($"{name}/{version}", region, there);
            if (image is not null)
            {
                images.Add(Checked(session, region, image, recalled, refusals));
            }
            else if (!isEverywhere || refusal!.Rule != ImageUseRules.IntakeOnly)
            {
                refusals.Add(refusal!);
            }
        }

        return images;
    }

    private UsedImage Checked(GuardedSession session, string region, Image image, IReadOnlySet<string> recalled, List<Refusal> refusals)
    {
        refusals.AddRange(ImageUseRules.Ready(region, image));
        refusals.AddRange(RecallRules.Listed(region, image, recalled));
        refusals.AddRange(PolicyRules.Owner(image.ImageOwnerId, session.Account, trust()));
        refusals.AddRange(PolicyRules.Origin(image, ImageRules.Origin(image, session.Account, trust()), session.Account, trust()));
        return new()
        {
            Region = region,
            ImageId = image.ImageId,
            Name = image.ImageName,
            OwnerId = image.ImageOwnerId,
            Encrypted = image.DiskDeviceMappings.Any(disk => disk.Encrypted),
            Architecture = image.Architecture,
            BootMode = image.BootMode,
            NvmeSupport = image.NvmeSupport,
            DiskSizes = [.. image.DiskDeviceMappings.Select(disk => disk.Size)],
        };
    }
}
