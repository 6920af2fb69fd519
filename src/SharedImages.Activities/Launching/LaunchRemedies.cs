using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What an operator can do about a launch that ECS refuses (facts §2.8). Pure.</summary>
internal static class LaunchRemedies
{
    /// <summary>One imperative sentence without a full stop.</summary>
    public static string For(EcsException failure, InstanceGroup group) =>
        failure.Action == "RunInstances" ? OfCode(failure, group) ?? OfKind(failure, group) : Remedies.For(failure);

    private static string? OfCode(EcsException failure, InstanceGroup group) => failure.Code switch
    {
        "InvalidUser.PassRoleForbidden" => $"grant the worker's RAM identity ram:PassRole for {group.Instance.Role}, then retry",
        "ImageNotSupportInstanceType" or "InvalidInstanceType.NotSupported" or "IoOptimized.NotSupported" =>
            $"name instance types that {group.ImageId} boots on, then launch under a new version",
        "InvalidSystemDiskSize.LessThanImageSize" => $"give instance.systemDisk at least the size of {group.ImageId}, then launch under a new version",
        "ImageNotSupportCloudInit" => $"leave out instance.userData, which {group.ImageId} cannot run, then launch under a new version",
        "ImageNotSubscribed" or "ImageRemovedInMarket" or "InvalidMarketImage.NotFound" or "QuotaExceed.BuyImage" =>
            $"subscribe in the marketplace to what {group.ImageId} is made from, or launch from another image",
        "InvalidParameter.EncryptedNotSupported" => $"name vSwitches of zones that support encrypted system disks; {group.VSwitch} is in one that does not",
        "NotSupportSnapshotEncrypted.ShareImage" or "NotSupportCreateWithShareEncryptedImage" => $"promote {group.ImageId}, then launch from the copy",
        "InvalidZoneId.NotSupportShareEncryptedImage" => $"name vSwitches of other zones than that of {group.VSwitch}, or promote {group.ImageId} and launch from the copy",
        "InvalidSpotPriceLimit.LowerThanPublicPrice" or "OperationDenied.SpotPriceLowerThanPublicPrice" or "InvalidSpotStrategy" =>
            "leave out instance.spot, then launch under a new version",
        _ => null,
    };

    private static string OfKind(EcsException failure, InstanceGroup group) => Remedies.OfDisks(failure, "the target's kmsKeyId", group.Region, group.KmsKeyId) ?? failure.Kind switch
    {
        ErrorKind.NotFound => $"see whether {group.ImageId} was deleted, withdrawn or is no longer shared with this account, then retry",
        ErrorKind.SpentToken => "retry: it is asked for anew",
        ErrorKind.Invalid => "correct what ECS refuses, then launch under a new version",
        _ => Remedies.For(failure),
    };
}
