using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>Copies as a promotion asks for them, and images as they have become of that.</summary>
internal static class Copies
{
    /// <summary>The intake of the publisher's encrypted image, as the promotion <c>web-base</c> <c>1</c> asks for it.</summary>
    public static CopyRequest Request(string token = "token-1") => new CopyRequest
    {
        Account = SimulatorWorld.OurAccount,
        FromRegion = Site.Home,
        FromImageId = SimulatorWorld.EncryptedImageId,
        ToRegion = Site.Home,
        SourceImageId = SimulatorWorld.EncryptedImageId,
        SourceOwner = SimulatorWorld.PublisherAccount,
        ImageName = "web-base-intake",
        Encrypted = true,
        KmsKeyId = Site.KeyIn(Site.Home),
        Tags = new(StringComparer.Ordinal),
        CopyKey = "",
        ClientToken = token,
    }.Labelled(Content(SimulatorWorld.EncryptedImageId, SimulatorWorld.PublisherAccount, new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero)));

    /// <summary>The copy of its intake to the target region.</summary>
    public static CopyRequest Further(string intakeId, string token = "token-2") =>
        (Request(token) with { FromImageId = intakeId, ToRegion = Site.Target, KmsKeyId = Site.KeyIn(Site.Target), ImageName = "web-base" }).Labelled();

    /// <summary>The copy of an image, plain and without an intake.</summary>
    public static CopyRequest Of(Site site, string imageId)
    {
        var image = site.Simulator.State.Image(imageId);
        return (Request() with { FromImageId = imageId, SourceImageId = imageId, SourceOwner = image.Account, Encrypted = false, KmsKeyId = null, ImageName = "copied" })
            .Labelled(Content(imageId, image.Account, image.CreationTime));
    }

    /// <summary>With the copy key and the lineage that follow from the rest of it.</summary>
    /// <param name="request">The copy.</param>
    /// <param name="content">Digest of the source; null = as it was.</param>
    public static CopyRequest Labelled(this CopyRequest request, string? content = null)
    {
        var copyKey = CopyKeys.CopyKey("web-base", "1", request.SourceImageId, request.ToRegion, request.Encrypted, request.KmsKeyId);
        return request with
        {
            CopyKey = copyKey,
            Tags = new(StringComparer.Ordinal)
            {
                ["sharedimages:promotion"] = "web-base",
                ["sharedimages:version"] = "1",
                ["sharedimages:source-image"] = request.SourceImageId,
                ["sharedimages:source-owner"] = request.SourceOwner,
                ["sharedimages:hop"] = request.FromImageId == request.SourceImageId ? "intake" : "distribution",
                ["sharedimages:copy-key"] = copyKey,
                ["sharedimages:run"] = Runs.Run,
                ["sharedimages:installation"] = Site.Installation,
                ["sharedimages:content"] = content ?? request.Tags["sharedimages:content"],
            },
        };
    }

    /// <summary>The tags of the request, but for some.</summary>
    public static SortedDictionary<string, string> TagsWith(this CopyRequest request, params ReadOnlySpan<(string Key, string? Value)> changes)
    {
        var tags = new SortedDictionary<string, string>(request.Tags, StringComparer.Ordinal);
        foreach (var (key, value) in changes)
        {
            tags.Remove(key);
            if (value is not null)
            {
                tags[key] = value;
            }
        }

        return tags;
    }

    /// <summary>Adds what has become of the request: a finished copy of ours.</summary>
    public static string Add(this Site site, CopyRequest request, IReadOnlyList<string>? sharedWith = null) => site.Simulator.State.AddImage(SimulatorWorld.OurAccount, Finished(request) with
    {
        SharedWith = sharedWith ?? [],
    });

    /// <summary>What has become of the request.</summary>
    public static WorldImage Finished(CopyRequest request) => new()
    {
        Region = request.ToRegion,
        Name = request.ImageName,
        Description = request.Description ?? "",
        IsCopied = true,
        Disks = [new(40, request.KmsKeyId)],
        Tags = request.Tags,
    };

    /// <summary>The same as ECS would show it to our client, for what the simulator does not do.</summary>
    public static Image Shown(string imageId, CopyRequest? request = null) => new()
    {
        ImageId = imageId,
        ImageName = (request ??= Request()).ImageName,
        ImageOwnerId = SimulatorWorld.OurAccount,
        Status = ImageStatus.Available,
        IsCopied = true,
        CreationTime = Site.Start,
        Tags = [.. request.Tags.Select(tag => new Tag(tag.Key, tag.Value))],
    };

    /// <summary>The digest of an ordinary image of the world.</summary>
    public static string Content(string imageId, string owner, DateTimeOffset created) =>
        ContentDigest.Of(imageId, owner, created, [new("/dev/xvda", 40)], "x86_64", "UEFI-Preferred");
}
