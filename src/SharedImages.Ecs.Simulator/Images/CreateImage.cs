using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>CreateImage (facts §2.7): of an instance, of snapshots and empty disks, or of one snapshot; the id at once, the image by itself.</summary>
internal sealed class CreateImage : IOperation
{
    private const int FailsAt = 40;
    private const int StallsAt = 99;

    public string Action => "CreateImage";

    public bool TakesClientToken => true;

    public ApiException TokenMismatch => new(403, "InvalidParamter.Conflict", "The specified parameter has changed while using an already used clientToken.");

    public JsonObject Run(Call call)
    {
        var (cloud, parameters) = (call.Cloud, call.Parameters);
        var region = call.RequiredRegion();
        var name = parameters.Optional("ImageName");
        var description = parameters.Optional("Description");
        _ = name is null ? null : ImageTexts.CheckName(name);
        _ = description is null ? null : ImageTexts.CheckDescription(description);
        var tags = parameters.Tags(Errors.TagQuotaExceeded());
        call.CheckResourceGroup();
        var source = ImageSource.Read(call, region);
        if (name is not null)
        {
            cloud.CheckNameIsFree(call.Account, region, name);
        }

        CheckRoom(call, region, source.NewSnapshots);
        call.EndDryRun();

        var image = Make(call, region, source);
        image.Name = name ?? image.ImageId;
        image.Description = description ?? "";
        image.Family = parameters.Optional("ImageFamily") ?? "";
        image.Tags.Set(tags);
        source.Add(cloud, image);
        cloud.Creations.Add(image.Build!, call.Now);
        return new JsonObject { ["ImageId"] = image.ImageId };
    }

    private static void CheckRoom(Call call, string region, int newSnapshots)
    {
        if (call.Caller.Is(AccountCondition.NoSnapshotService))
        {
            throw new ApiException(403, "InvalidAccountStatus.SnapshotServiceUnavailable", "The snapshot service is not enabled for your account.");
        }

        if (!call.Caller.CanPay)
        {
            throw Errors.NotEnoughBalance();
        }

        if (call.Cloud.CountImages(call.Account, region) >= call.Cloud.Rules.ImageQuota)
        {
            throw Errors.ImageQuotaExceeded(call.Cloud.Rules.ImageQuota);
        }

        call.Cloud.CheckRoomForSnapshots(call.Account, region, newSnapshots);
    }

    private static ImageRecord Make(Call call, string region, ImageSource source)
    {
        var (cloud, traits) = (call.Cloud, source.Traits);
        var lag = call.Fault(FaultKind.VisibilityLag)?.Fault.Duration ?? cloud.Rules.ImageVisibilityLag;
        return new ImageRecord
        {
            ImageId = cloud.Ids.Next("m"),
            Owner = call.Account,
            Region = region,
            Name = "",
            Architecture = traits.Architecture,
            BootMode = traits.BootMode,
            OSType = traits.OSType,
            Platform = traits.Platform,
            OSName = traits.OSName,
            NvmeSupport = traits.NvmeSupport,
            ImdsSupport = traits.ImdsSupport,
            HasAgent = traits.HasAgent,
            CreationTime = call.Now,
            VisibleFrom = call.Now + cloud.Clock.Scale(lag),
            Disks = source.Disks,
            Build = new CreationJob(
                sourceImageId: null,
                cloud.Clock.Scale(cloud.Rules.ImageCreation),
                failAt: call.Fault(FaultKind.FailCopy) is { } failure ? failure.Fault.Percent ?? FailsAt : null,
                stallAt: call.Fault(FaultKind.StallCopy) is { } stall ? stall.Fault.Percent ?? StallsAt : null),
        };
    }
}
