using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What an operator can do about a failure of ECS while a disk is replaced (facts §2.7, §2.10, §2.12). Pure.</summary>
internal static class ReplacementRemedies
{
    /// <summary>One imperative sentence without a full stop.</summary>
    public static string For(EcsException failure) => OfCode(failure.Code) ?? failure.Kind switch
    {
        ErrorKind.Account => $"{Remedies.For(failure)}, then retry",
        ErrorKind.Capacity => $"wait until {failure.RegionId} has stock for the instance's type again, then retry; it was stopped without giving up its place only if it is charged by use",
        ErrorKind.NotReady => "see in the console what the instance or its disk is waiting for, then retry",
        ErrorKind.NotFound => "see whether the instance, its disk or the image was deleted, withdrawn or is no longer shared with this account",
        ErrorKind.Idempotency or ErrorKind.SpentToken => "run the replacement again for this instance: a new run has new client tokens",
        ErrorKind.Invalid => "correct what ECS refuses, then run the replacement again for this instance",
        _ => Remedies.For(failure),
    };

    /// <summary>The same where the new disk is asked for.</summary>
    public static string For(EcsException failure, DiskWish disk) => failure.Action == "ReplaceSystemDisk"
        ? Remedies.OfDisks(failure, "kmsKeyId of the selection", disk.Region, disk.KmsKeyId) ?? OfImage(failure.Code, disk.ImageId) ?? For(failure)
        : For(failure);

    private static string? OfCode(string code) => code switch
    {
        "InstanceExpired" or "InstanceExpiredOrInArrears" or "DiskInArrears" => "renew the instance or settle what is owed for it in the Alibaba Cloud console, then retry",
        "ChargeTypeViolation" => "see in the console how the instance is paid for, which does not allow this; leave it out",
        "DiskError" => "see in the console what is wrong with the instance's disk, then retry",
        "InvalidInstance.NotFoundSystemDisk" => "see in the console what became of the instance's system disk; leave it out",
        "InvalidOperation.EniLinked" => "see in the console which network interfaces the instance is linked with, then retry",
        _ => null,
    };

    private static string? OfImage(string code, string imageId) => code switch
    {
        "InvalidParameter.Conflict" => $"{imageId} does not go with the instance or with how its disk is encrypted: give the selection a kmsKeyId, or take another image",
        "ImageNotSupportInstanceType" or "IoOptimized.NotSupported" or "InvalidParameter.NotMatch" => $"take another image than {imageId}, which does not boot on the instance's type, or leave the instance out",
        "InvalidSystemDiskSize.LessThanImageSize" or "InvalidSystemDiskSize.ImageNotSupportResize" => $"give the instance a disk of the size of {imageId} first, or leave it out",
        "ImageNotSubscribed" or "ImageRemovedInMarket" or "QuotaExceed.BuyImage" => $"subscribe in the marketplace to what {imageId} is made from, or take another image",
        _ => null,
    };
}
