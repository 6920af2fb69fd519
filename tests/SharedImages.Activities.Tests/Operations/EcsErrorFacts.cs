namespace SharedImages.Activities.Tests;

/// <summary>
/// The error codes that facts §2.6–2.18 list for the calls of launches, replacements, sharings and tests, as they list them: the HTTP status,
/// then the codes that come with it. Where the facts name no status it is 400; where they name a group of codes (<c>InvalidPrivateIpAddress.*</c>)
/// it is one of them.
/// </summary>
internal static class EcsErrorFacts
{
    private const string Power = """
        404 InvalidInstanceId.NotFound
        403 IncorrectInstanceStatus IncorrectInstanceStatus.Initializing InstanceLockedForSecurity InvalidOperation.DeletionProtection ChargeTypeViolation
        403 InstanceNotReady InstanceExpired InstanceExpiredOrInArrears DiskError DiskInArrears OperationDenied.NoStock QuotaExceed.ElasticQuota
        403 InsufficientBalance InvalidOperation.EniLinked LastTokenProcessing
        400 DependencyViolation.RouteEntry DependencyViolation.SLBConfiguring
        500 InternalError InstanceNotReady
        """;

    /// <summary>The section, the call, and its codes.</summary>
    public static IReadOnlyList<(string Section, string Action, string Codes)> Lists { get; } =
    [
        ("§2.6", "ModifyImageSharePermission", """
            400 MissingParameter InvalidGroup.Malformed UnnecessaryParameter.LaunchPermission InvalidParameter.LaunchPermission ForbiddenParameter.LaunchPermission
            403 AssumeRoleError InvalidOperation.ServiceKeyEncryptedImageUnsupported OperationDeined.EncryptedSnapshot OperationDeined.FullImage
            403 OperationDenied.InvalidImageStatus QuotaExceed.ShareImage QuotaExceed.ShareImageUser InvalidImageId.BidMismatch Image.Public Image.NotPublic
            403 CurrentRegion.NotSupportPublicImage PublicImageAgreement.NotSigned ImageName.ContainsSensitiveWords ImageDescription.ContainsSensitiveWords
            403 InvalidParameter.KMSKeyId.CMKUnauthorized InvalidParameter.KMSKeyId.CMKNotEnabled
            404 InvalidImageId.NotFound InvalidAccount.NotFound InvalidAccount.Forbbiden
            """),
        ("§2.7", "CreateImage", """
            400 InvalidImageName.Malformed InvalidImageName.Duplicated IncorrectInstanceStatus InstanceLockedForSecurity MissingParameter InvalidDevice.Malformed
            400 InvalidDevice.InUse OperationDenied InvalidArchitecture.Malformed InvalidPlatform.Malformed IdempotenceParamNotMatch Duplicate.TagKey
            403 InvalidSnapshotId.NotReady InvalidSnapshot.TooOld OperationDenied QuotaExceed.Image QuotaExceed.Snapshot QuotaExceed.Tags InvalidParamter.Conflict
            403 IncorrectDiskStatus IncorrectDiskStatus.Invalid IncorrectDiskStatus.Transferring IncorrectDiskStatus.CreatingSnapshot
            403 InvalidAccountStatus.NotEnoughBalance InvalidAccountStatus.SnapshotServiceUnavailable InvalidParameter.KMSKeyId.KMSUnauthorized
            404 InvalidSnapshotId.NotFound InvalidInstanceId.NotFound InvalidResourceGroup.NotFound
            500 InternalError
            """),
        ("§2.8 capacity", "RunInstances", """
            403 OperationDenied.NoStock Zone.NotOnSale Zone.NotOpen InvalidInstanceType.ZoneNotSupported InstanceType.Offline InvalidResourceType.NotSupported
            403 CategoryNotSupported OperationDenied.ZoneNotAllowed OperationDenied.ZoneSystemCategoryNotMatch NodeControllerUnavailable InvalidDiskCategory.NotSupported
            400 Zone.NotOnSale ResourceNotAvailable LackResource NoAvaliableDedicatedHost Invalid.PrivatePoolOptions.NoStock QuotaExceeded.PrivateIpAddress
            400 InvalidOperation.PublicIpAddressNoStock InvalidVpcZone.NotSupported
            """),
        ("§2.8 quota", "RunInstances", """
            403 QuotaExceed.ElasticQuota QuotaExceed.PostPaidDisk QuotaExceed.PortableCloudDisk QuotaExceed.DeploymentSetInstanceQuotaFull
            403 SecurityGroupInstanceLimitExceed QuotaExceed.Tags
            400 QuotaExceed.AfterpayInstance QuotaExceeded
            """),
        ("§2.8 transient", "RunInstances", """
            500 InternalError
            503 ServiceUnavailable
            403 OperationDenied.ResourceControl Mayi.InternalError InvalidSnapshotId.NotReady LastTokenProcessing IdempotentProcessing
            404 OperationDenied.CreatingConflict
            400 IncorrectVSwitchStatus IncorrectVpcStatus
            """),
        ("§2.8 throttling", "RunInstances", """
            400 Throttling Throttling.User Throttling.Api
            429 Throttling.Resource
            """),
        ("§2.8 image", "RunInstances", """
            404 InvalidImageId.NotFound InvalidSystemDiskSize.LessThanImageSize InvalidMarketImage.NotFound
            403 OperationDenied.ImageNotValid ImageNotSupportInstanceType InvalidInstanceType.NotSupported InvalidParameter.NotMatch IoOptimized.NotSupported
            403 InvalidImageFamily.MissingAvailableImage ImageNotSubscribed ImageRemovedInMarket QuotaExceed.BuyImage
            400 IncorrectImageStatus InvalidInstanceType.NotSupported InvalidParameter.Conflict ImageNotSupportCloudInit
            """),
        ("§2.8 encryption", "RunInstances", """
            400 InvalidParam.EncryptedMismatch InvalidParameter.Encrypted InvalidParameter.EncryptedIllegal InvalidParameter.EncryptedNotSupported
            400 NotSupportSnapshotEncrypted.ShareImage InvalidZoneId.NotSupportShareEncryptedImage NotSupportCreateWithShareEncryptedImage
            400 InvalidEncrypted.NotMatchSnapshot InvalidEncrypted.NotMatchDiskDefaultEncryption InvalidKMSKeyId.NotSymmetric
            404 InvalidParameter.KMSKeyId.NotFound
            403 InvalidParameter.KMSKeyId.CMKNotEnabled InvalidParameter.KMSKeyId.KMSUnauthorized UserNotInTheWhiteList InvalidRegion.NotSupport
            """),
        ("§2.8 account", "RunInstances", """
            403 InvalidAccountStatus.NotEnoughBalance InsufficientBalance InvalidPayMethod RealNameAuthenticationError Forbidden.RiskControl
            403 SecurityRisk.3DVerification Forbbiden InvalidUser.PassRoleForbidden RegionUnauthorized
            400 Account.Arrearage
            404 PaymentMethodNotFound
            """),
        ("§2.8 request", "RunInstances", """
            404 InvalidRegionId.NotFound InvalidZoneId.NotFound InvalidVSwitchId.NotFound InvalidSecurityGroupId.NotFound InvalidLaunchTemplate.NotFound
            404 InvalidResourceGroup.NotFound DeploymentSet.NotFound
            400 InvalidSecurityGroupId.NotFound InvalidMinAmount.Malformed InvalidMaxAmount.Malformed InvalidPassword.Malformed InvalidHostName.Malformed
            400 InvalidInstanceName.Malformed InvalidUserData.SizeExceeded InvalidPrivateIpAddress.Malformed MissingParameter IdempotentParameterMismatch
            403 InvalidParam.Amount DryRun.InvalidAmount
            """),
        ("§2.8 spot", "RunInstances", """
            400 InvalidSpotPriceLimit.LowerThanPublicPrice InvalidSpotStrategy
            403 OperationDenied.SpotPriceLowerThanPublicPrice
            """),
        // CreateInstance itself is not called.
        ("§2.9", "RunInstances", "400 EncryptedOption.Conflict"),
        ("§2.10", "StartInstance", Power),
        ("§2.10", "StopInstance", Power),
        ("§2.10", "DeleteInstances", Power),
        ("§2.11", "DescribeInstances", """
            404 InvalidStatus.NotFound InvalidLockReason.NotFound InvalidInstanceChargeType.NotFound InvalidFilterKey.NotFound
            400 InvalidTag.Mismatch InvalidTagCount
            """),
        ("§2.12", "ReplaceSystemDisk", """
            404 InvalidInstanceId.NotFound InvalidImageId.NotFound NoSuchResource
            404 InvalidSystemDiskSize.MoreThanMaxSize InvalidSystemDiskSize.LessThanImageSize InvalidSystemDiskSize.LessThanMinSize
            403 IncorrectInstanceStatus IncorrectDiskStatus InvalidSystemDiskStatus.IsTransfering DiskCreatingSnapshot InstanceLockedForSecurity
            403 ImageNotSupportInstanceType OperationDenied.ImageNotValid OperationDenied.UnpaidOrder INST_HAS_UNPAID_ORDER OperationDenied.InstanceCreating
            403 InstanceExpiredOrInArrears ChargeTypeViolation ImageNotSubscribed ImageRemovedInMarket QuotaExceed.BuyImage IoOptimized.NotSupported
            403 InvalidParameter.NotMatch
            400 InvalidParameter.Conflict InvalidSystemDiskSize InvalidSystemDiskSize.ValueNotSupported InvalidSystemDiskSize.ImageNotSupportResize
            400 InvalidPassword.Malformed InvalidPasswordParam.Mismatch InvalidKeyPairName.NotFound MissingParameter OperationDenied
            400 InvalidInstance.NotFoundSystemDisk
            500 InternalError OperationDenied
            """),
        ("§4.3 E5, E6, E14", "ReplaceSystemDisk", """
            404 InvalidParameter.KMSKeyId.NotFound
            403 InvalidParameter.KMSKeyId.CMKNotEnabled InvalidParameter.KMSKeyId.KMSUnauthorized
            """),
        ("§2.14", "CreateSnapshot", "403 QuotaExceed.Snapshot DiskCreatingSnapshot IncorrectDiskStatus IncorrectDiskStatus.CreatingSnapshot"),
        ("§2.15", "TagResources", """
            400 NumberExceed.ResourceIds NumberExceed.Tags Duplicate.TagKey InvalidTagKey.Malformed InvalidTagValue.Malformed OperationDenied.QuotaExceed Invalid.Scope
            403 QuotaExceed.Tags NoPermission.Tag InvalidResourceId.NotSupported
            404 InvalidResourceId.NotFound InvalidResourceType.NotFound InvalidRegionId.NotFound MissingParameter.TagKey
            """),
        ("§2.18", "RunCommand", """
            400 RegionId.ApiNotSupported
            404 InvalidInstance.NotFound InvalidCmdId.NotFound
            403 InvalidInstance.NotMatch InstanceIds.ExceedLimit InvalidCmdType.NotFound CmdContent.ExceedLimit CmdName.ExceedLimit CmdCount.ExceedQuota
            403 Parameter.NotMatched MissingParam.Frequency
            500 InternalError.Dispatch
            """),
    ];

    /// <summary>Each code of a list with its status.</summary>
    public static IEnumerable<(int Status, string Code)> Read(string codes) =>
        from line in codes.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        from code in words.Skip(1)
        select (int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), code);
}
