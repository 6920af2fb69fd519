using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Finds the source image and checks everything about it that ECS and the worker's lists can tell.</summary>
internal sealed class SourceResolution(IEcsClient ecs, Func<TrustOptions> trust, AccountIdentity identity)
{
    public async Task<SourceReport> ResolveAsync(ResolveSourceRequest request, CancellationToken cancellationToken)
    {
        var account = await identity.AccountAsync(cancellationToken);
        var refusals = new List<Refusal>();
        if (request.Account is { } wanted && wanted != account)
        {
            refusals.Add(new("account", $"the spec wants account {wanted}, but this worker acts for {account}; start it on the task queue of a worker of {wanted}"));
        }

        refusals.AddRange(PolicyRules.Owner(request.Source.Owner, account, trust()));
        refusals.AddRange(PolicyRules.Recipients(request.Recipients, account, trust()));
        var image = await FindAsync(request.Source, account, refusals, cancellationToken);
        return new(account, image, refusals);
    }

    private async Task<SourceImage?> FindAsync(SourceSpec source, string account, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var found = source.ImageId is { } id
            ? await ByIdAsync(source, id, refusals, cancellationToken)
            : await NewestAsync(source, account, refusals, cancellationToken);
        if (found is null)
        {
            return null;
        }

        refusals.AddRange(PolicyRules.Source(found, source));
        return Describe(found, source.Region);
    }

    private async Task<Image?> ByIdAsync(SourceSpec source, string imageId, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var images = await ecs.DescribeImagesAsync(new() { RegionId = source.Region, ImageId = imageId, Status = ImageStatus.All }, cancellationToken);
        var image = images.FirstOrDefault(candidate => candidate.ImageId == imageId);
        if (image is null)
        {
            refusals.Add(new("source-found", $"{imageId} is not in {source.Region}, or is not shared with this account; ask {source.Owner} to share it there"));
        }

        return image;
    }

    private async Task<Image?> NewestAsync(SourceSpec source, string account, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var images = await ecs.DescribeImagesAsync(
            new()
            {
                RegionId = source.Region,
                Status = ImageStatus.Available,
                ImageOwnerAlias = source.Owner == account ? "self" : "others",
                ImageOwnerId = source.Owner == account ? null : source.Owner,
            },
            cancellationToken);
        var newest = images
            .Where(image => image.ImageOwnerId == source.Owner && NamePattern.Matches(source.NamePattern!, image.ImageName))
            .OrderByDescending(image => image.CreationTime)
            .ThenBy(image => image.ImageId, StringComparer.Ordinal)
            .FirstOrDefault();
        if (newest is null)
        {
            refusals.Add(new("source-found", $"no Available image of {source.Owner} in {source.Region} has a name like {source.NamePattern}; ask its owner to share one there, or correct source.namePattern"));
        }

        return newest;
    }

    private static SourceImage Describe(Image image, string region) => new()
    {
        ImageId = image.ImageId,
        Name = image.ImageName,
        Region = region,
        OwnerId = image.ImageOwnerId,
        Encrypted = image.DiskDeviceMappings.Any(disk => disk.Encrypted),
        Architecture = image.Architecture,
        BootMode = image.BootMode,
        NvmeSupport = image.NvmeSupport,
        ImdsSupport = image.ImdsSupport,
        Disks = [.. image.DiskDeviceMappings.Select(disk => new SourceDisk(disk.Device, disk.Size))],
    };
}
