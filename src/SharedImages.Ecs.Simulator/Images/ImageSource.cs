using System.Text.RegularExpressions;

namespace SharedImages.Ecs.Simulator;

/// <summary>What a CreateImage makes an image of: an instance comes before a list of disks, that before a snapshot (facts §2.7).</summary>
internal sealed partial class ImageSource
{
    private const int MaxDisks = 17;

    private ImageSource(ImageTraits traits, IReadOnlyList<DiskRecord> disks, IReadOnlyList<CloudDisk>? from = null) => (Traits, Disks, From) = (traits, disks, from);

    public ImageTraits Traits { get; }

    /// <summary>System disk first.</summary>
    public IReadOnlyList<DiskRecord> Disks { get; }

    /// <summary>The disks of the instance; null = the snapshots are there already.</summary>
    private IReadOnlyList<CloudDisk>? From { get; }

    /// <summary>How many snapshots are still to be made.</summary>
    public int NewSnapshots => From?.Count ?? 0;

    public static ImageSource Read(Call call, string region)
    {
        var parameters = call.Parameters;
        if (parameters.Optional("InstanceId") is { } instanceId)
        {
            return OfInstance(call, call.OwnInstance(instanceId, region));
        }

        var mappings = parameters.Groups("DiskDeviceMapping");
        var source = mappings.Count > 0 ? OfMappings(call, region, mappings) : OfSnapshot(call, region);
        return new ImageSource(Described(parameters, source.Traits), source.Disks);
    }

    /// <summary>Adds the image, and the snapshots that it needs.</summary>
    public void Add(Cloud cloud, ImageRecord image)
    {
        if (From is not null)
        {
            cloud.AddWithSnapshots(image, source: null, From);
            return;
        }

        cloud.Images.Add(image);
        foreach (var disk in Disks)
        {
            cloud.Snapshots.Find(disk.SnapshotId)?.FurtherImages.Add(image.ImageId);
        }
    }

    private static ImageSource OfInstance(Call call, InstanceRecord instance)
    {
        if (instance.StatusAt(call.Now) is not (InstanceStatus.Running or InstanceStatus.Stopped) || instance.IsReplacingAt(call.Now))
        {
            throw Errors.IncorrectInstanceStatus(httpStatus: 400);
        }

        instance.CheckNotLocked(httpStatus: 400);
        var disks = call.Cloud.Fleet.DisksOf(instance).ToList();
        if (disks.Exists(call.Cloud.HasOpenSnapshot))
        {
            throw new ApiException(403, "IncorrectDiskStatus.CreatingSnapshot", "A snapshot of a disk of the instance is being created.");
        }

        if (instance.Is(InstanceCondition.DiskInTransfer))
        {
            throw new ApiException(403, "IncorrectDiskStatus.Transferring", "A disk of the instance is being transferred.");
        }

        if (disks.Exists(disk => disk.Plan.KMSKeyId is { } key && call.Caller.Key(instance.Region, key) is not null))
        {
            call.CheckMayUseOwnKeys();
        }

        return disks.Exists(disk => disk.StatusAt(call.Now) != DiskStatus.InUse)
            ? throw Errors.IncorrectDiskStatus()
            : new ImageSource(instance.ImageAt(call.Now).Traits, [.. disks.Select((disk, index) => call.Cloud.NewDisk(index, disk.Plan.Size, disk.Plan.KMSKeyId))], disks);
    }

    private static ImageSource OfSnapshot(Call call, string region) =>
        OfSnapshot(call.AccomplishedSnapshot(region, call.Parameters.Optional("SnapshotId") ?? throw Errors.MissingParameter("InstanceId")));

    private static ImageSource OfSnapshot(SnapshotRecord snapshot)
    {
        if (CopySource.IsTooOld(snapshot.CreationTime))
        {
            throw Errors.SnapshotTooOld();
        }

        return snapshot.Traits is { } traits
            ? new ImageSource(traits, [new DiskRecord("/dev/xvda", "system", snapshot.Size, snapshot.SnapshotId, snapshot.KMSKeyId)])
            : throw new ApiException(403, "OperationDenied", "The specified snapshot is not one of a system disk.");
    }

    private static ImageSource OfMappings(Call call, string region, IReadOnlyList<string> mappings)
    {
        if (mappings.Count > MaxDisks)
        {
            throw Errors.InvalidParameter("DiskDeviceMapping");
        }

        var system = mappings.FirstOrDefault(prefix => call.Parameters.Optional($"{prefix}DiskType") == "system") ?? mappings[0];
        var source = OfSnapshot(call.AccomplishedSnapshot(region, call.Parameters.Required($"{system}SnapshotId")));
        var data = mappings.Where(prefix => prefix != system).Select((prefix, index) => DataDisk(call, region, prefix, $"/dev/xvd{(char)('b' + index)}"));
        List<DiskRecord> disks = [source.Disks[0] with { Size = Size(call, system, source.Disks[0].Size) }, .. data];
        return disks.DistinctBy(disk => disk.Device, StringComparer.Ordinal).Count() == disks.Count
            ? new ImageSource(source.Traits, disks)
            : throw new ApiException(400, "InvalidDevice.InUse", "The specified device is used twice.");
    }

    private static DiskRecord DataDisk(Call call, string region, string prefix, string nextDevice)
    {
        var device = call.Parameters.Optional($"{prefix}Device") ?? nextDevice;
        if (!Device().IsMatch(device))
        {
            throw new ApiException(400, "InvalidDevice.Malformed", "The specified device is not valid: /dev/xvda to /dev/xvdz.");
        }

        var snapshot = call.Parameters.Optional($"{prefix}SnapshotId") is { } id ? call.AccomplishedSnapshot(region, id) : null;
        _ = snapshot is null ? call.Parameters.Required($"{prefix}Size") : null;
        return new DiskRecord(device, "data", Size(call, prefix, snapshot?.Size ?? DiskSizes.Min), snapshot?.SnapshotId ?? "", snapshot?.KMSKeyId);
    }

    private static int Size(Call call, string prefix, int ofSnapshot) => DiskSizes.Data(call.Parameters.Optional($"{prefix}Size"), ofSnapshot, $"{prefix}Size");

    /// <summary>What a caller says about snapshots counts more than what they remember.</summary>
    private static ImageTraits Described(Parameters parameters, ImageTraits traits)
    {
        var architecture = parameters.Optional("Architecture") ?? traits.Architecture;
        var bootMode = parameters.Optional("BootMode") ?? traits.BootMode;
        if (architecture is not ("i386" or "x86_64" or "arm64"))
        {
            throw new ApiException(400, "InvalidArchitecture.Malformed", "The specified Architecture is not valid.");
        }

        if (parameters.Optional("Platform") is { } platform && !Platform().IsMatch(platform))
        {
            throw new ApiException(400, "InvalidPlatform.Malformed", "The specified Platform is not valid: a name such as Aliyun or Windows Server 2022.");
        }

        return bootMode is "BIOS" or "UEFI" or "UEFI-Preferred"
            ? traits with { Architecture = architecture, BootMode = bootMode, Platform = parameters.Optional("Platform") ?? traits.Platform }
            : throw Errors.InvalidParameter("BootMode");
    }

    [GeneratedRegex("^/dev/xvd[a-z]$", RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9 .]{1,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Platform();
}
