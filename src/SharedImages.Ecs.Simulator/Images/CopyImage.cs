using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>CopyImage (facts §2.2): answers at once with the new id; the copying goes on by itself.</summary>
internal sealed class CopyImage : IOperation
{
    private const int FailsAt = 40;
    private const int StallsAt = 99;

    public string Action => "CopyImage";

    public bool TakesClientToken => true;

    public string DenialCode => "Forbbiden";

    public JsonObject Run(Call call)
    {
        var (parameters, cloud) = (call.Parameters, call.Cloud);
        var destination = Destination(call);
        var name = parameters.Optional("DestinationImageName");
        var description = parameters.Optional("DestinationDescription");
        _ = name is null ? null : ImageTexts.CheckName(name);
        _ = description is null ? null : ImageTexts.CheckDescription(description);
        var tags = parameters.Tags();
        call.CheckResourceGroup();
        CheckRegions(cloud, parameters.Required("RegionId"), destination);
        var source = CopySource.Find(call, destination);
        var key = CopyEncryption.KeyFor(call, source, destination);
        CheckPlainCopyInRegion(call, source, destination, key);
        if (name is not null)
        {
            cloud.CheckNameIsFree(call.Account, destination, name);
        }

        CheckRoom(call, source, destination);
        call.EndDryRun();

        var image = Make(call, source, destination, key);
        image.Name = name ?? image.ImageId;
        image.Description = description ?? "";
        image.Tags.Set(tags);
        cloud.AddWithSnapshots(image, source);
        cloud.Copies.Add(image, call.Now);
        return new JsonObject { ["ImageId"] = image.ImageId };
    }

    private static string Destination(Call call)
    {
        var regions = call.Cloud.Regions;
        var source = call.Parameters.Required("RegionId");
        var destination = call.Parameters.Optional("DestinationRegionId") ?? source;
        if (!regions.Contains(source, StringComparer.Ordinal))
        {
            throw new ApiException(400, "SourceRegion.NotFound", "The specified source region does not exist.");
        }

        return regions.Contains(destination, StringComparer.Ordinal)
            ? destination
            : throw new ApiException(400, "DestinationRegion.NotFound", "The specified destination region does not exist.");
    }

    /// <summary>Regions that take part in no copies, or not in this one (facts §4.2 C7).</summary>
    private static void CheckRegions(Cloud cloud, string source, string destination)
    {
        if (cloud.Is(source, RegionCondition.NoCopies) || cloud.Is(destination, RegionCondition.NoCopies))
        {
            throw new ApiException(403, "RegionNotSupportCopy", "The specified region does not support copying images.");
        }

        if (source != destination && cloud.Is(destination, RegionCondition.NonCompliant))
        {
            throw new ApiException(403, "OperationDenied.NonCompliantDestinationRegion", "By regulation the image cannot be copied to the specified region.");
        }
    }

    private static void CheckPlainCopyInRegion(Call call, ImageRecord source, string destination, string? key)
    {
        if (call.Cloud.Rules.RefusePlainCopiesInRegion && source.Owner == call.Account && source.Region == destination && key is null)
        {
            throw new ApiException(403, "IncorrectDestinationRegion", "The destination region is the source region, which is not allowed here.");
        }
    }

    private static void CheckRoom(Call call, ImageRecord source, string destination)
    {
        var (cloud, rules) = (call.Cloud, call.Cloud.Rules);
        if (call.Caller.Is(AccountCondition.Overdue))
        {
            throw Errors.Overdue();
        }

        if (cloud.CountImages(call.Account, destination) >= rules.ImageQuota)
        {
            throw Errors.ImageQuotaExceeded(rules.ImageQuota);
        }

        cloud.CheckRoomForSnapshots(call.Account, destination, source.Disks.Count);

        if (rules.RefuseConcurrentCopies && cloud.Copies.OpenOf(source).Any(image => image.Owner == call.Account && image.Region == destination))
        {
            throw new ApiException(400, "OperationDenied.ImageCopyConflict", "The image is being copied already, please try again later.");
        }
    }

    private static ImageRecord Make(Call call, ImageRecord source, string destination, string? key)
    {
        var (cloud, rules) = (call.Cloud, call.Cloud.Rules);
        var plain = call.Fault(FaultKind.DropFeatures) is not null;
        var lag = call.Fault(FaultKind.VisibilityLag)?.Fault.Duration ?? rules.ImageVisibilityLag;
        return new ImageRecord
        {
            ImageId = cloud.Ids.Next("m"),
            Owner = call.Account,
            Region = destination,
            Name = "",
            Architecture = source.Architecture,
            BootMode = plain ? "BIOS" : source.BootMode,
            OSType = source.OSType,
            Platform = source.Platform,
            OSName = source.OSName,
            NvmeSupport = plain ? "unsupported" : source.NvmeSupport,
            ImdsSupport = plain ? "v1" : source.ImdsSupport,
            HasAgent = source.HasAgent,
            CreationTime = call.Now,
            VisibleFrom = call.Now + cloud.Clock.Scale(lag),
            Conditions = [.. source.Conditions.Where(condition => condition is ImageCondition.NoCloudInit or ImageCondition.NoIoOptimized or ImageCondition.NoResize)],
            Disks = [.. source.Disks.Select((disk, index) => cloud.NewDisk(index, disk.Size, key))],
            Copy = new CreationJob(
                source.ImageId,
                cloud.Clock.Scale(call.Fault(FaultKind.CopyTime)?.Fault.Duration ?? (source.Region == destination ? rules.SameRegionCopy : rules.CrossRegionCopy)),
                failAt: call.Fault(FaultKind.FailCopy) is { } failure ? failure.Fault.Percent ?? FailsAt : null,
                stallAt: call.Fault(FaultKind.StallCopy) is { } stall ? stall.Fault.Percent ?? StallsAt : null),
        };
    }
}
