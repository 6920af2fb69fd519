using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>
/// What a promotion may do to an image, by what ECS says of it at that moment. Each gives null when it may, else why not. Pure.
/// Tags are only as good as the right to set them: docs/security.md.
/// </summary>
internal static class ImageRules
{
    // ECS's and Temporal's clocks are not the same one.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    // What each copy carries from its CopyImage call on. With only some of it, somebody else has put it there or taken the rest away.
    private static readonly string[] Proofs = [Lineage.Promotion, Lineage.Version, Lineage.SourceImage, Lineage.SourceOwner, Lineage.CopyKey, Lineage.Run];

    /// <summary>The account that an image came from in the first place; null when that is unknown: ours, copied, and without lineage.</summary>
    public static string? Origin(Image image, string account, TrustOptions trust)
    {
        if (image.ImageOwnerId != account)
        {
            return image.ImageOwnerId;
        }

        if (HasLineage(image))
        {
            return image.Tags.ValueOf(Lineage.SourceOwner);
        }

        return image.IsCopied && !trust.OwnCopies ? null : account;
    }

    /// <summary>Whether a promotion made it, by all that its tags say. Lineage on anything but a copy says nothing: no promotion made that.</summary>
    public static bool HasLineage(Image image) => image.IsCopied && MissingProof(image) is null;

    /// <summary>The image to copy is not there.</summary>
    public static StepError Missing(CopyRequest request) => request.FromImageId == request.SourceImageId
        ? new(
            StepErrorKind.NotFound,
            $"{request.ToRegion}: {request.FromImageId} is not in {request.FromRegion}, or no longer shared with this account",
            $"see whether it was deleted, or ask {request.SourceOwner} to share it again; then retry",
            ImageId: request.FromImageId)
        : new(
            StepErrorKind.NotFound,
            $"{request.ToRegion}: the intake {request.FromImageId} is not in {request.FromRegion} any more",
            "find out who deleted it, then abort; the next run makes it anew",
            ImageId: request.FromImageId);

    /// <summary>Whether its content may be taken for this copy.</summary>
    public static StepError? RefuseTake(CopyRequest request, Image image, string account, Caller caller, TrustOptions trust)
    {
        var origin = Origin(image, account, trust);
        var what = $"{request.ToRegion}: {image.ImageId}";
        if (origin is null)
        {
            return Untrusted(
                image,
                $"{what} is a copy of ours without lineage, so nobody knows where it came from",
                $"name the image it was copied from, or set {TrustOptions.OwnCopiesSetting} to take such copies");
        }

        if (origin != request.SourceOwner)
        {
            return Untrusted(
                image,
                $"{what} comes from {origin}, but the promotion began with an image of {Shown(request.SourceOwner)}",
                "find out whose image it is; to take it, correct source.owner under a new version");
        }

        if (!PolicyRules.IsTrusted(origin, account, trust))
        {
            return Untrusted(
                image,
                $"{what} comes from {origin}, who is not on this worker's trust list now",
                $"add {origin} to {TrustOptions.TrustedOwnersSetting} and restart the worker; or abort");
        }

        return RefuseIntake(request, image, account, caller, what) ?? RefuseTags(request, image, origin, caller, what);
    }

    /// <summary>Whether it is the very copy that is asked for, made by an earlier run or by this one.</summary>
    /// <param name="request">The copy asked for.</param>
    /// <param name="image">An image that carries its copy key.</param>
    /// <param name="keys">The keys of its snapshots; empty when they are not known yet.</param>
    /// <param name="account">The account in use.</param>
    /// <param name="caller">The promotion.</param>
    public static StepError? RefuseAdoption(CopyRequest request, Image image, IReadOnlyList<string> keys, string account, Caller caller)
    {
        var why = RefuseChange(image, account, caller)?.Message
            ?? (request.CopyKey == CopyKey(request, caller) ? null : "its copy key is not that of this promotion")
            ?? Differs("source image", request.SourceImageId, image.Tags.ValueOf(Lineage.SourceImage))
            ?? Differs("source owner", request.SourceOwner, image.Tags.ValueOf(Lineage.SourceOwner))
            ?? Differs("content", request.Tags.GetValueOrDefault(Lineage.Content, ""), image.Tags.ValueOf(Lineage.Content))
            ?? (image.ImageName == CopyKeys.IntakeName(request.CopyKey) ? null : Differs("name", request.ImageName, image.ImageName))
            ?? Encryption(request, image, keys)
            ?? (image.Tags.ValueOf(Lineage.Run) == caller.Run && !IsYounger(image, caller) ? "it is older than this run, whose tag it carries" : null);
        return why is null ? null : new(
            StepErrorKind.Mismatch,
            $"{request.ToRegion}: {image.ImageId} carries this copy's key, but {why}",
            $"find out who changed it or put our tags on it; set it right, or delete it with its snapshots (or take its {Lineage.Prefix} tags away), then retry",
            ImageId: image.ImageId);
    }

    /// <summary>Whether it is an image of this promotion, to be changed, shared, taken back or removed.</summary>
    public static StepError? RefuseChange(Image image, string account, Caller caller) =>
        // A refresh is of all versions of its name.
        RefuseOther(image, account, caller.Name, caller.Kind.HasVersion ? caller.Version : null);

    /// <summary>Whether a promotion of a name made it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="account">The account in use.</param>
    /// <param name="promotion">The name.</param>
    /// <param name="version">Its version; null = any.</param>
    public static StepError? RefuseOther(Image image, string account, string promotion, string? version)
    {
        if (image.ImageOwnerId != account)
        {
            return Refused(image, $"{image.ImageId} belongs to {image.ImageOwnerId}, not to {account}", "nothing: it is not ours to change");
        }

        if (!image.IsCopied)
        {
            return Refused(image, $"{image.ImageId} is not a copy, so no promotion made it", "nothing: it is not a promotion's to change");
        }

        var wanted = version is null ? promotion : $"{promotion} {version}";
        var (itsPromotion, itsVersion) = (image.Tags.ValueOf(Lineage.Promotion), image.Tags.ValueOf(Lineage.Version));
        if (itsPromotion != promotion || (version is not null && itsVersion != version))
        {
            return Refused(
                image,
                $"{image.ImageId} is of {(itsPromotion.Length == 0 ? "no promotion" : $"{Shown(itsPromotion)} {Shown(itsVersion)}")}, not of {wanted}",
                $"if it is this promotion's, give it its {Lineage.Prefix} tags back; else leave it alone");
        }

        return MissingProof(image) is { } missing
            ? Refused(
                image,
                $"{image.ImageId} carries only a part of the lineage of {wanted}: {missing} is missing",
                $"if it is this promotion's, give it its {Lineage.Prefix} tags back; else leave it alone")
            : null;
    }

    /// <summary>Whether it is a finished image of this refresh, to be set to what its spec says.</summary>
    public static StepError? RefuseRepair(RepairImageRequest request, Image image, string account, Caller caller)
    {
        if (RefuseChange(image, account, caller) is { } refusal)
        {
            return refusal;
        }

        return image.Tags.ValueOf(Lineage.Version) != request.Version || image.Tags.ValueOf(Lineage.Done) != Lineage.DoneValue || image.Tags.ValueOf(Lineage.Mark).Length > 0
            ? Refused(image, $"{image.ImageId} is no finished image of {caller.Name} {Shown(request.Version)} that is in use", "nothing: the next refresh looks at it again")
            : null;
    }

    /// <summary>Whether it may be removed. What is known by its tag alone must prove that this run made it.</summary>
    public static StepError? RefuseRemoval(RemoveImageRequest request, Image image, string account, Caller caller)
    {
        if (RefuseChange(image, account, caller) is { } refusal)
        {
            return refusal;
        }

        if (request.FoundByTag is { } copyKey && (image.Tags.ValueOf(Lineage.Run) != caller.Run || image.Tags.ValueOf(Lineage.CopyKey) != copyKey || !IsYounger(image, caller)))
        {
            return Refused(image, $"{image.ImageId} carries this run's tag, but this run did not make it", "find out who put the tag there; it was left as it is");
        }

        if (caller.Kind == OperationKinds.Retirement && (Mark(image) == ImageMark.None || image.Status != ImageStatus.Deprecated))
        {
            return Refused(image, $"{image.ImageId} is {image.Status}, not marked and withdrawn", "find out who has changed it; it was left as it is");
        }

        return ChannelImageRules.RefuseRemoval(request.Image.Region, image) ?? (image.Usage == "instance" ? InUse(request.Image.Region, image) : null);
    }

    /// <summary>What has been decided about it.</summary>
    public static ImageMark Mark(Image image) => Enum.TryParse<ImageMark>(image.Tags.ValueOf(Lineage.Mark), ignoreCase: true, out var mark) ? mark : ImageMark.None;

    /// <summary>What keeps it from going, as far as ECS shows it; null = nothing.</summary>
    public static string? KeptFor(Image image) =>
        ChannelImageRules.Pointing(image) is [var channel, ..] ? $"channel {channel} points to it"
        : image.Usage == "instance" ? "instances of ours run from it"
        : null;

    /// <summary>What keeps a version from going, as far as the history of its channels tells; null = nothing.</summary>
    public static string? KeptFor(string version, ImageChannels? channels) => channels?.Channels
        .Where(channel => channel.Value.Before == version)
        .Select(channel => $"channel {channel.Key} would go back to it")
        .FirstOrDefault();

    /// <summary>Whether a retirement may mark and withdraw it.</summary>
    public static StepError? RefuseRetirement(Image image, string region, string account, Caller caller) =>
        RefuseChange(image, account, caller)
        ?? (KeptFor(image) is { } why ? new(StepErrorKind.InUse, $"{region}/{image.ImageId} is kept: {why}", "move the channel, or the instances, first", ImageId: image.ImageId) : null);

    /// <summary>It cannot be removed, because instances use it.</summary>
    public static StepError InUse(string region, Image image) => new(
        StepErrorKind.InUse,
        $"{region}: {image.ImageId} is used by instances, so it was left as it is, its shares too",
        $"put those instances on another image or delete them (DescribeInstances with ImageId {image.ImageId} lists them), then delete the image with its snapshots {string.Join(", ", SnapshotsOf(image))}",
        ImageId: image.ImageId);

    /// <summary>The snapshots behind an image.</summary>
    public static IReadOnlyList<string> SnapshotsOf(Image image) => [.. image.DiskDeviceMappings.Select(disk => disk.SnapshotId).Where(id => id.Length > 0)];

    // An image that is not the source itself must be its intake.
    private static StepError? RefuseIntake(CopyRequest request, Image image, string account, Caller caller, string what)
    {
        if (image.ImageId == request.SourceImageId)
        {
            return null;
        }

        return RefuseChange(image, account, caller)
            ?? (image.Tags.ValueOf(Lineage.SourceImage) == request.SourceImageId
                ? null
                : Refused(image, $"{what} is a copy of {Shown(image.Tags.ValueOf(Lineage.SourceImage))}, not of {Shown(request.SourceImageId)}", "run the promotion again from its beginning"));
    }

    // Lineage is what later checks go by, so a copy gets no other than the true one, whatever the workflow was told.
    private static StepError? RefuseTags(CopyRequest request, Image image, string origin, Caller caller, string what)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Lineage.Promotion] = caller.Name,
            [Lineage.Version] = caller.Version,
            [Lineage.Run] = caller.Run,
            [Lineage.SourceImage] = request.SourceImageId,
            [Lineage.SourceOwner] = origin,
            [Lineage.CopyKey] = CopyKey(request, caller),
            [Lineage.Content] = image.ImageId == request.SourceImageId ? SourceImages.Of(image, request.FromRegion, origin).Content : image.Tags.ValueOf(Lineage.Content),
            [Lineage.Done] = "",
        };
        var wrong = expected.Keys.FirstOrDefault(key => request.Tags.GetValueOrDefault(key, "") != expected[key]);
        return wrong switch
        {
            null => null,
            Lineage.Content => Refused(image, $"{what} is not as it was when the promotion began", "promote it as it is now under a new version"),
            _ => Refused(
                image,
                $"{what}: its copy would say {wrong} = {Shown(request.Tags.GetValueOrDefault(wrong, "(nothing)"))}, which is not so",
                "find out who told the workflow so, then run the promotion again from its beginning"),
        };
    }

    private static string CopyKey(CopyRequest request, Caller caller) =>
        CopyKeys.CopyKey(caller.Name, caller.Version, request.SourceImageId, request.ToRegion, request.Encrypted, request.KmsKeyId);

    private static string? MissingProof(Image image) => Proofs.FirstOrDefault(proof => image.Tags.ValueOf(proof).Length == 0);

    private static bool IsYounger(Image image, Caller caller) => image.CreationTime >= caller.Began - Tolerance;

    // While it is being made ECS may not show its disks yet; verification comes back to it.
    private static string? Encryption(CopyRequest request, Image image, IReadOnlyList<string> keys)
    {
        if (image.DiskDeviceMappings.Count > 0 && image.Status == ImageStatus.Available && image.DiskDeviceMappings.Any(disk => disk.Encrypted) != request.Encrypted)
        {
            return request.Encrypted ? "it is not encrypted" : "it is encrypted";
        }

        return request.KmsKeyId is { } key && keys.Count > 0 && !keys.All(other => KeyIds.AreSame(key, other))
            ? $"it is encrypted with {Shown(string.Join(", ", keys))}, not with {key}"
            : null;
    }

    private static string? Differs(string what, string wanted, string found) =>
        wanted == found ? null : $"its {what} is {(found.Length == 0 ? "(none)" : Shown(found))}, not {wanted}";

    private static string Shown(string text) => text.Length <= 128 ? text : text[..128] + "…";

    private static StepError Refused(Image image, string message, string remedy) => new(StepErrorKind.Refused, message, remedy, ImageId: image.ImageId);

    private static StepError Untrusted(Image image, string message, string remedy) => new(StepErrorKind.Untrusted, message, remedy, ImageId: image.ImageId);
}
