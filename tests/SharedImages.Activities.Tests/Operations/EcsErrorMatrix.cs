using SharedImages.Workflows;
using static SharedImages.Activities.Tests.EcsErrorMatrix.What;
using static SharedImages.Workflows.StepErrorKind;

namespace SharedImages.Activities.Tests;

/// <summary>What each error of ECS comes to, by the call that it answers: whether the step goes on, what the operation makes of it, and what the operator is told to do.</summary>
internal static class EcsErrorMatrix
{
    private const string Balance = "settle the account's balance, verification or risk control in the Alibaba Cloud console";
    private const string Endpoint = "see whether the worker reaches the ECS endpoint of ";
    private const string LaunchAgain = "correct what ECS refuses, then launch under a new version";
    private const string Correct = "correct what ECS refuses, then run the replacement again for this instance";
    private const string Waits = "see in the console what the instance or its disk is waiting for, then retry";
    private const string Renew = "renew the instance or settle what is owed for it in the Alibaba Cloud console, then retry";
    private const string Locked = "settle why Alibaba Cloud has locked the instance (security), then retry";
    private const string Charged = "see in the console how the instance is paid for, which does not allow this; leave it out";
    private const string Deleted = "see whether the instance, its disk or the image was deleted, withdrawn or is no longer shared with this account";
    private const string NewTokens = "run the replacement again for this instance: a new run has new client tokens";
    private const string ByHand = "see in the console what keeps the instance, then delete it";
    private const string Again = "correct what ECS refuses, then run again";
    private const string NeedsKey = "set the target's kmsKeyId to a key of cn-shanghai, or say encrypted: true for the service key";

    /// <summary>What happens.</summary>
    public enum What
    {
        /// <summary>The next type or vSwitch is asked for.</summary>
        MovedOn,

        /// <summary>The step tries again for as long as the worker is patient; then it fails with the kind and the remedy.</summary>
        Retried,

        /// <summary>The step tries again for as long as it takes: nobody comes back for what undo leaves.</summary>
        Awaited,

        /// <summary>The region, image or instance waits for a decision.</summary>
        Parked,

        /// <summary>The region or image has failed: it needs another spec.</summary>
        Failed,

        /// <summary>Undo lists the instance as left.</summary>
        Left,

        /// <summary>The instance is started again as it was, or goes the way back that the spec asks for.</summary>
        Recovered,

        /// <summary>The instance is left as it was found.</summary>
        Untouched,
    }

    /// <summary>All rows, by call.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new("ModifyImageSharePermission", Permission, Parked, "create the role AliyunECSShareEncryptImageDefaultRole in this account, trusted by 3000000000000003@ecs.aliyuncs.com", "403 AssumeRoleError"),
        new("ModifyImageSharePermission", Permission, Parked, "let ECS add tags to the KMS key that the image is encrypted with (kms:TagResource)", "403 InvalidParameter.KMSKeyId.CMKUnauthorized"),
        new("ModifyImageSharePermission", Permission, Parked, "enable the KMS key that the image is encrypted with", "403 InvalidParameter.KMSKeyId.CMKNotEnabled"),
        new("ModifyImageSharePermission", Quota, Parked, "one of 3000000000000003 has been shared as many images as ECS allows", "403 QuotaExceed.ShareImage"),
        new("ModifyImageSharePermission", Quota, Parked, "take the image back from accounts that no longer need it, or raise the quota", "403 QuotaExceed.ShareImageUser"),
        new("ModifyImageSharePermission", NotFound, Parked, "see whether the image was deleted; if it was, skip it", "404 InvalidImageId.NotFound"),
        new("ModifyImageSharePermission", Invalid, Failed, "copy the image under a key of your own (promote it with a kmsKeyId), and share that copy", "403 InvalidOperation.ServiceKeyEncryptedImageUnsupported"),
        new("ModifyImageSharePermission", Invalid, Failed, "share an image with a single encrypted disk", "403 OperationDeined.EncryptedSnapshot OperationDeined.FullImage"),
        new("ModifyImageSharePermission", Invalid, Failed, "make the image Available (one that is deprecated is not shared), then share it again", "403 OperationDenied.InvalidImageStatus"),
        new("ModifyImageSharePermission", Invalid, Failed, "leave out accounts of the other site (China, international)", "403 InvalidImageId.BidMismatch"),
        new("ModifyImageSharePermission", Invalid, Failed, "take the image out of the community first", "403 Image.Public"),
        new("ModifyImageSharePermission", Invalid, Failed, "correct the accounts: one of 3000000000000003 does not exist", "404 InvalidAccount.NotFound"),
        new("ModifyImageSharePermission", Invalid, Failed, "leave this account itself out", "404 InvalidAccount.Forbbiden"),
        new("ModifyImageSharePermission", Invalid, Failed, Again, """
            400 MissingParameter InvalidGroup.Malformed UnnecessaryParameter.LaunchPermission InvalidParameter.LaunchPermission ForbiddenParameter.LaunchPermission
            403 Image.NotPublic CurrentRegion.NotSupportPublicImage PublicImageAgreement.NotSigned ImageName.ContainsSensitiveWords ImageDescription.ContainsSensitiveWords
            """),

        new("RunInstances", Capacity, MovedOn, "launch elsewhere, or later", """
            403 OperationDenied.NoStock Zone.NotOnSale Zone.NotOpen InvalidInstanceType.ZoneNotSupported InstanceType.Offline InvalidResourceType.NotSupported
            403 CategoryNotSupported OperationDenied.ZoneNotAllowed OperationDenied.ZoneSystemCategoryNotMatch NodeControllerUnavailable InvalidDiskCategory.NotSupported
            400 Zone.NotOnSale ResourceNotAvailable LackResource NoAvaliableDedicatedHost Invalid.PrivatePoolOptions.NoStock QuotaExceeded.PrivateIpAddress
            400 InvalidOperation.PublicIpAddressNoStock InvalidVpcZone.NotSupported
            """),
        new("RunInstances", Quota, Parked, "raise the quota behind CODE in cn-shanghai (Quota Center, product ecs) or delete what is not needed", """
            403 QuotaExceed.ElasticQuota QuotaExceed.PostPaidDisk QuotaExceed.PortableCloudDisk QuotaExceed.DeploymentSetInstanceQuotaFull
            403 SecurityGroupInstanceLimitExceed QuotaExceed.Tags
            400 QuotaExceed.AfterpayInstance QuotaExceeded
            """),
        new("RunInstances", Quota, Parked, "subscribe in the marketplace to what IMAGE is made from, or launch from another image", "403 QuotaExceed.BuyImage"),
        new("RunInstances", Unreachable, Retried, Endpoint + "cn-shanghai", """
            500 InternalError
            503 ServiceUnavailable
            403 OperationDenied.ResourceControl Mayi.InternalError InvalidSnapshotId.NotReady LastTokenProcessing IdempotentProcessing
            404 OperationDenied.CreatingConflict
            400 IncorrectVSwitchStatus IncorrectVpcStatus
            """),
        new("RunInstances", Unreachable, Retried, "lower the load on this account's API quota in the region", """
            400 Throttling Throttling.User Throttling.Api
            429 Throttling.Resource
            """),
        new("RunInstances", Unreachable, Retried, "wait until the resource has come to rest", "400 IncorrectImageStatus"),
        new("RunInstances", NotFound, Retried, "see whether IMAGE was deleted, withdrawn or is no longer shared with this account, then retry", "404 InvalidImageId.NotFound"),
        new("RunInstances", NotFound, Parked, "see whether IMAGE was deleted, withdrawn or is no longer shared with this account, then retry", "403 OperationDenied.ImageNotValid"),
        new("RunInstances", Invalid, Failed, "name instance types that IMAGE boots on, then launch under a new version", """
            403 ImageNotSupportInstanceType InvalidInstanceType.NotSupported IoOptimized.NotSupported
            400 InvalidInstanceType.NotSupported
            """),
        new("RunInstances", Invalid, Failed, "give instance.systemDisk at least the size of IMAGE", "404 InvalidSystemDiskSize.LessThanImageSize"),
        new("RunInstances", Invalid, Failed, "leave out instance.userData, which IMAGE cannot run", "400 ImageNotSupportCloudInit"),
        new("RunInstances", Invalid, Failed, "subscribe in the marketplace to what IMAGE is made from, or launch from another image", """
            403 ImageNotSubscribed ImageRemovedInMarket
            404 InvalidMarketImage.NotFound
            """),
        new("RunInstances", KeyNotFound, Parked, "set the target's kmsKeyId to a key of cn-shanghai, where KEY is not (kms:ListKeys there shows them), or create one there", "404 InvalidParameter.KMSKeyId.NotFound"),
        new("RunInstances", Permission, Parked, "enable the KMS key KEY in cn-shanghai; if it is enabled, the image's key is not", "403 InvalidParameter.KMSKeyId.CMKNotEnabled"),
        new("RunInstances", Permission, Parked, "create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key KEY in cn-shanghai", "403 InvalidParameter.KMSKeyId.KMSUnauthorized"),
        new("RunInstances", Invalid, Failed, NeedsKey, """
            400 InvalidParam.EncryptedMismatch InvalidParameter.Encrypted InvalidParameter.EncryptedIllegal
            400 InvalidEncrypted.NotMatchSnapshot InvalidEncrypted.NotMatchDiskDefaultEncryption EncryptedOption.Conflict
            """),
        new("RunInstances", Invalid, Failed, "name vSwitches of zones that support encrypted system disks; ", "400 InvalidParameter.EncryptedNotSupported"),
        new("RunInstances", Invalid, Failed, "set the target's kmsKeyId to a symmetric key of cn-shanghai", "400 InvalidKMSKeyId.NotSymmetric"),
        new("RunInstances", Invalid, Failed, "leave out the target's kmsKeyId: keys of your own are not to be had in cn-shanghai", "403 UserNotInTheWhiteList InvalidRegion.NotSupport"),
        new("RunInstances", Invalid, Failed, "promote IMAGE, then launch from the copy", "400 NotSupportSnapshotEncrypted.ShareImage NotSupportCreateWithShareEncryptedImage"),
        new("RunInstances", Invalid, Failed, "name vSwitches of other zones than that of ", "400 InvalidZoneId.NotSupportShareEncryptedImage"),
        new("RunInstances", Account, Parked, Balance, """
            403 InvalidAccountStatus.NotEnoughBalance InsufficientBalance InvalidPayMethod RealNameAuthenticationError Forbidden.RiskControl SecurityRisk.3DVerification
            400 Account.Arrearage
            404 PaymentMethodNotFound
            """),
        new("RunInstances", Account, Parked, "have Alibaba Cloud open cn-shanghai for this account, or leave the region out", "403 RegionUnauthorized"),
        new("RunInstances", Permission, Parked, "grant the worker's RAM identity ecs:RunInstances in cn-shanghai", "403 Forbbiden"),
        new("RunInstances", Permission, Parked, "grant the worker's RAM identity ram:PassRole for web, then retry", "403 InvalidUser.PassRoleForbidden"),
        new("RunInstances", RegionNotFound, Failed, "correct the region; DescribeRegions lists those that this account has", "404 InvalidRegionId.NotFound"),
        new("RunInstances", Idempotency, Failed, "report this as a defect with the request id", "400 IdempotentParameterMismatch"),
        new("RunInstances", Invalid, Failed, "leave out instance.spot, then launch under a new version", """
            400 InvalidSpotPriceLimit.LowerThanPublicPrice InvalidSpotStrategy
            403 OperationDenied.SpotPriceLowerThanPublicPrice
            """),
        new("RunInstances", Invalid, Failed, LaunchAgain, """
            404 InvalidZoneId.NotFound InvalidVSwitchId.NotFound InvalidSecurityGroupId.NotFound InvalidLaunchTemplate.NotFound InvalidResourceGroup.NotFound DeploymentSet.NotFound
            400 InvalidSecurityGroupId.NotFound InvalidMinAmount.Malformed InvalidMaxAmount.Malformed InvalidPassword.Malformed InvalidHostName.Malformed
            400 InvalidInstanceName.Malformed InvalidUserData.SizeExceeded InvalidPrivateIpAddress.Malformed MissingParameter InvalidParameter.Conflict
            403 InvalidParam.Amount DryRun.InvalidAmount InvalidParameter.NotMatch InvalidImageFamily.MissingAvailableImage
            """),

        new("DescribeInstances", Invalid, Failed, "correct what ECS refuses, then run again under a new version", """
            404 InvalidStatus.NotFound InvalidLockReason.NotFound InvalidInstanceChargeType.NotFound InvalidFilterKey.NotFound
            400 InvalidTag.Mismatch InvalidTagCount
            """),

        new("DeleteInstances", Unreachable, Awaited, "", """
            404 InvalidInstanceId.NotFound
            403 IncorrectInstanceStatus IncorrectInstanceStatus.Initializing InstanceNotReady OperationDenied.NoStock LastTokenProcessing
            400 DependencyViolation.RouteEntry DependencyViolation.SLBConfiguring
            500 InternalError InstanceNotReady
            """),
        new("DeleteInstances", Account, Left, "settle why Alibaba Cloud has locked the instance (security); then delete the instance", "403 InstanceLockedForSecurity"),
        new("DeleteInstances", Account, Left, Balance + "; then delete the instance", "403 InstanceExpired InstanceExpiredOrInArrears DiskInArrears InsufficientBalance"),
        new("DeleteInstances", Quota, Left, "; then delete the instance", "403 QuotaExceed.ElasticQuota"),
        new("DeleteInstances", Invalid, Left, "take the deletion protection from the instance, then delete it", "403 InvalidOperation.DeletionProtection"),
        new("DeleteInstances", Invalid, Left, "refund the instance in the console: what is paid in advance is not deleted", "403 ChargeTypeViolation"),
        new("DeleteInstances", Invalid, Left, "take the network interfaces from the instance, then delete it", "403 InvalidOperation.EniLinked"),
        new("DeleteInstances", Invalid, Left, ByHand, "403 DiskError"),

        new("StartInstance", Unreachable, Retried, Waits, """
            403 IncorrectInstanceStatus IncorrectInstanceStatus.Initializing
            400 DependencyViolation.RouteEntry DependencyViolation.SLBConfiguring
            """),
        new("StartInstance", Unreachable, Retried, "wait until cn-hangzhou has stock for the instance's type again, then retry", "403 OperationDenied.NoStock"),
        new("StartInstance", Unreachable, Retried, Endpoint + "cn-hangzhou", """
            403 InstanceNotReady LastTokenProcessing
            500 InternalError InstanceNotReady
            """),
        new("StartInstance", NotFound, Parked, Deleted, "404 InvalidInstanceId.NotFound"),
        new("StartInstance", Account, Parked, Locked, "403 InstanceLockedForSecurity"),
        new("StartInstance", Account, Parked, Renew, "403 InstanceExpired InstanceExpiredOrInArrears DiskInArrears"),
        new("StartInstance", Account, Parked, Balance, "403 InsufficientBalance"),
        new("StartInstance", Quota, Parked, "raise the quota behind QuotaExceed.ElasticQuota in cn-hangzhou", "403 QuotaExceed.ElasticQuota"),
        new("StartInstance", Invalid, Parked, Charged, "403 ChargeTypeViolation"),
        new("StartInstance", Invalid, Parked, "see in the console what is wrong with the instance's disk, then retry", "403 DiskError"),
        new("StartInstance", Invalid, Parked, "see in the console which network interfaces the instance is linked with, then retry", "403 InvalidOperation.EniLinked"),
        new("StartInstance", Invalid, Parked, Correct, "403 InvalidOperation.DeletionProtection"),

        new("StopInstance", Unreachable, Retried, Waits, """
            403 IncorrectInstanceStatus IncorrectInstanceStatus.Initializing
            400 DependencyViolation.RouteEntry DependencyViolation.SLBConfiguring
            """),
        new("StopInstance", Unreachable, Retried, "wait until cn-hangzhou has stock for the instance's type again", "403 OperationDenied.NoStock"),
        new("StopInstance", Unreachable, Retried, Endpoint + "cn-hangzhou", """
            403 InstanceNotReady LastTokenProcessing
            500 InternalError InstanceNotReady
            """),
        new("StopInstance", NotFound, Recovered, Deleted, "404 InvalidInstanceId.NotFound"),
        new("StopInstance", Account, Recovered, Locked, "403 InstanceLockedForSecurity"),
        new("StopInstance", Account, Recovered, Renew, "403 InstanceExpired InstanceExpiredOrInArrears DiskInArrears"),
        new("StopInstance", Account, Recovered, Balance, "403 InsufficientBalance"),
        new("StopInstance", Quota, Recovered, "raise the quota behind QuotaExceed.ElasticQuota in cn-hangzhou", "403 QuotaExceed.ElasticQuota"),
        new("StopInstance", Invalid, Recovered, Charged, "403 ChargeTypeViolation"),
        new("StopInstance", Invalid, Recovered, "see in the console what is wrong with the instance's disk", "403 DiskError"),
        new("StopInstance", Invalid, Recovered, "see in the console which network interfaces the instance is linked with", "403 InvalidOperation.EniLinked"),
        new("StopInstance", Invalid, Recovered, Correct, "403 InvalidOperation.DeletionProtection"),

        new("CreateSnapshot", Quota, Recovered, "raise the quota behind QuotaExceed.Snapshot in cn-hangzhou", "403 QuotaExceed.Snapshot"),
        new("CreateSnapshot", Unreachable, Retried, Waits, "403 DiskCreatingSnapshot IncorrectDiskStatus IncorrectDiskStatus.CreatingSnapshot"),

        new("ReplaceSystemDisk", Unreachable, Retried, Waits, "403 IncorrectInstanceStatus IncorrectDiskStatus InvalidSystemDiskStatus.IsTransfering DiskCreatingSnapshot OperationDenied.InstanceCreating"),
        new("ReplaceSystemDisk", Unreachable, Retried, Endpoint + "cn-hangzhou", "500 InternalError OperationDenied"),
        new("ReplaceSystemDisk", NotFound, Retried, Deleted, "404 InvalidImageId.NotFound"),
        new("ReplaceSystemDisk", NotFound, Recovered, Deleted, """
            404 InvalidInstanceId.NotFound NoSuchResource
            403 OperationDenied.ImageNotValid
            """),
        new("ReplaceSystemDisk", Account, Recovered, Locked, "403 InstanceLockedForSecurity"),
        new("ReplaceSystemDisk", Account, Recovered, "pay the instance's open order, then retry", "403 OperationDenied.UnpaidOrder INST_HAS_UNPAID_ORDER"),
        new("ReplaceSystemDisk", Account, Recovered, Renew, "403 InstanceExpiredOrInArrears"),
        new("ReplaceSystemDisk", KeyNotFound, Recovered, "set kmsKeyId of the selection to a key of cn-hangzhou, where KEY is not (kms:ListKeys there shows them), or create one there", "404 InvalidParameter.KMSKeyId.NotFound"),
        new("ReplaceSystemDisk", Permission, Recovered, "enable the KMS key KEY in cn-hangzhou; if it is enabled, the image's key is not", "403 InvalidParameter.KMSKeyId.CMKNotEnabled"),
        new("ReplaceSystemDisk", Permission, Recovered, "create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key KEY in cn-hangzhou", "403 InvalidParameter.KMSKeyId.KMSUnauthorized"),
        new("ReplaceSystemDisk", Invalid, Recovered, "take another image than IMAGE, which does not boot on the instance's type, or leave the instance out", "403 ImageNotSupportInstanceType IoOptimized.NotSupported InvalidParameter.NotMatch"),
        new("ReplaceSystemDisk", Invalid, Recovered, "give the selection a kmsKeyId, or take another image", "400 InvalidParameter.Conflict"),
        new("ReplaceSystemDisk", Invalid, Recovered, "give the instance a disk of the size of IMAGE first, or leave it out", """
            404 InvalidSystemDiskSize.LessThanImageSize
            400 InvalidSystemDiskSize.ImageNotSupportResize
            """),
        new("ReplaceSystemDisk", Invalid, Recovered, "subscribe in the marketplace to what IMAGE is made from, or take another image", "403 ImageNotSubscribed ImageRemovedInMarket"),
        new("ReplaceSystemDisk", Quota, Recovered, "subscribe in the marketplace to what IMAGE is made from, or take another image", "403 QuotaExceed.BuyImage"),
        new("ReplaceSystemDisk", Invalid, Recovered, Charged, "403 ChargeTypeViolation"),
        new("ReplaceSystemDisk", Invalid, Recovered, "see in the console what became of the instance's system disk", "400 InvalidInstance.NotFoundSystemDisk"),
        new("ReplaceSystemDisk", Invalid, Recovered, Correct, """
            404 InvalidSystemDiskSize.MoreThanMaxSize InvalidSystemDiskSize.LessThanMinSize
            400 InvalidSystemDiskSize InvalidSystemDiskSize.ValueNotSupported InvalidPassword.Malformed InvalidPasswordParam.Mismatch InvalidKeyPairName.NotFound MissingParameter OperationDenied
            """),

        new("CreateImage", Unreachable, Retried, Waits, """
            400 IncorrectInstanceStatus
            403 IncorrectDiskStatus IncorrectDiskStatus.Invalid IncorrectDiskStatus.Transferring IncorrectDiskStatus.CreatingSnapshot
            """),
        new("CreateImage", Unreachable, Retried, Endpoint + "cn-hangzhou", """
            403 InvalidSnapshotId.NotReady
            500 InternalError
            """),
        new("CreateImage", NameTaken, Parked, "rename or delete the image that holds the name", "400 InvalidImageName.Duplicated"),
        new("CreateImage", NotFound, Parked, Deleted, "404 InvalidSnapshotId.NotFound InvalidInstanceId.NotFound"),
        new("CreateImage", Account, Parked, Locked, "400 InstanceLockedForSecurity"),
        new("CreateImage", Account, Parked, Balance, "403 InvalidAccountStatus.NotEnoughBalance"),
        new("CreateImage", Account, Parked, "activate the snapshot service in the Alibaba Cloud console", "403 InvalidAccountStatus.SnapshotServiceUnavailable"),
        new("CreateImage", Quota, Parked, "raise the quota behind CODE in cn-hangzhou", "403 QuotaExceed.Image QuotaExceed.Snapshot QuotaExceed.Tags"),
        new("CreateImage", Permission, Parked, "create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key", "403 InvalidParameter.KMSKeyId.KMSUnauthorized"),
        new("CreateImage", Idempotency, Parked, NewTokens, """
            400 IdempotenceParamNotMatch
            403 InvalidParamter.Conflict
            """),
        new("CreateImage", Invalid, Parked, Correct, """
            400 InvalidImageName.Malformed MissingParameter InvalidDevice.Malformed InvalidDevice.InUse OperationDenied InvalidArchitecture.Malformed InvalidPlatform.Malformed Duplicate.TagKey
            403 InvalidSnapshot.TooOld OperationDenied
            404 InvalidResourceGroup.NotFound
            """),

        new("TagResources", Quota, Untouched, "raise the quota behind CODE in cn-hangzhou", """
            400 OperationDenied.QuotaExceed
            403 QuotaExceed.Tags
            """),
        new("TagResources", Permission, Untouched, "grant the worker's RAM identity ecs:TagResources in cn-hangzhou", "403 NoPermission.Tag"),
        new("TagResources", NotFound, Untouched, Deleted, "404 InvalidResourceId.NotFound"),
        new("TagResources", RegionNotFound, Untouched, "correct the region", "404 InvalidRegionId.NotFound"),
        new("TagResources", Invalid, Untouched, Correct, """
            400 NumberExceed.ResourceIds NumberExceed.Tags Duplicate.TagKey InvalidTagKey.Malformed InvalidTagValue.Malformed Invalid.Scope
            403 InvalidResourceId.NotSupported
            404 InvalidResourceType.NotFound MissingParameter.TagKey
            """),

        new("RunCommand", Unreachable, Retried, Endpoint + "cn-shanghai", "500 InternalError.Dispatch"),
        new("RunCommand", NotFound, Parked, "see who deleted the instance, then retry", "404 InvalidInstance.NotFound"),
        new("RunCommand", Quota, Parked, "delete commands of Cloud Assistant that are not needed in cn-shanghai, or raise their quota", "403 CmdCount.ExceedQuota"),
        new("RunCommand", Invalid, Failed, "leave out the test: cn-shanghai has no Cloud Assistant", "400 RegionId.ApiNotSupported"),
        new("RunCommand", Invalid, Failed, "see whether the instance's system and its Cloud Assistant can run the command", "403 InvalidInstance.NotMatch"),
        new("RunCommand", Invalid, Failed, "shorten the command, or put it into a script in the image", "403 CmdContent.ExceedLimit"),
        new("RunCommand", Invalid, Failed, "correct the test's command, then run again under a new version", """
            404 InvalidCmdId.NotFound
            403 InstanceIds.ExceedLimit InvalidCmdType.NotFound CmdName.ExceedLimit Parameter.NotMatched MissingParam.Frequency
            """),
    ];

    /// <summary>What some codes come to.</summary>
    /// <param name="Action">The call that they answer.</param>
    /// <param name="Kind">As what the operator sees it; of what is retried, when the worker's patience has ended.</param>
    /// <param name="What">What happens.</param>
    /// <param name="Remedy">What the remedy says, with CODE, IMAGE and KEY for those of the call.</param>
    /// <param name="Codes">As in <see cref="EcsErrorFacts"/>.</param>
    public sealed record Row(string Action, StepErrorKind Kind, What What, string Remedy, string Codes);
}
