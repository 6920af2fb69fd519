using System.Collections.Frozen;

namespace SharedImages.Ecs;

/// <summary>What ECS's codes mean (facts §8): the code decides, then the HTTP status; the message never does.</summary>
public static class ErrorKinds
{
    private static readonly FrozenDictionary<string, ErrorKind> Exact = new Dictionary<string, ErrorKind>(StringComparer.Ordinal)
    {
        ["ServiceUnavailable"] = ErrorKind.Transient,
        ["ServiceUnavailable.RegionMaintaining"] = ErrorKind.Transient,
        ["InternalError"] = ErrorKind.Transient,
        ["InternalError.Dispatch"] = ErrorKind.Transient,
        ["UnknownError"] = ErrorKind.Transient,
        ["OperationConflict"] = ErrorKind.Transient,
        ["InvalidOperation.Conflict"] = ErrorKind.Transient,
        ["LastTokenProcessing"] = ErrorKind.Transient,
        ["IdempotentProcessing"] = ErrorKind.Transient,
        ["SignatureNonceUsed"] = ErrorKind.Transient,
        ["Mayi.InternalError"] = ErrorKind.Transient,
        ["OperationDenied.ResourceControl"] = ErrorKind.Transient,
        ["OperationDenied.CreatingConflict"] = ErrorKind.Transient,
        ["IncorrectVSwitchStatus"] = ErrorKind.Transient,
        ["IncorrectVpcStatus"] = ErrorKind.Transient,
        ["InvalidSnapshotId.NotReady"] = ErrorKind.Transient,
        ["InstanceNotReady"] = ErrorKind.Transient,
        ["InvalidParameter.DataEncryptedKeyCreateFailed"] = ErrorKind.Transient,
        ["OperationDenied.ImageCopying"] = ErrorKind.NotReady,
        ["OperationDenied.ImageCopyConflict"] = ErrorKind.NotReady,
        ["ImageIsImporting"] = ErrorKind.NotReady,
        ["ImageIsExporting"] = ErrorKind.NotReady,
        ["ImageIsCreating"] = ErrorKind.NotReady,
        ["IncorrectImageStatus"] = ErrorKind.NotReady,
        ["SnapshotCreatedImage"] = ErrorKind.NotReady,
        ["DiskCreatingSnapshot"] = ErrorKind.NotReady,
        ["InvalidSystemDiskStatus.IsTransfering"] = ErrorKind.NotReady,
        ["InvalidImageId.NotFound"] = ErrorKind.NotFound,
        ["InvalidInstanceId.NotFound"] = ErrorKind.NotFound,
        ["InvalidInstance.NotFound"] = ErrorKind.NotFound,
        ["InvalidResourceId.NotFound"] = ErrorKind.NotFound,
        ["InvalidSnapshotId.NotFound"] = ErrorKind.NotFound,
        ["SignatureDoesNotMatch"] = ErrorKind.Credentials,
        ["IncompleteSignature"] = ErrorKind.Credentials,
        ["MissingSecurityToken"] = ErrorKind.Credentials,
        ["Forbidden.AccessKeyDisabled"] = ErrorKind.Credentials,
        ["Forbbiden"] = ErrorKind.Permission,
        ["Forbidden"] = ErrorKind.Permission,
        ["AssumeRoleError"] = ErrorKind.Permission,
        ["InvalidUser.PassRoleForbidden"] = ErrorKind.Permission,
        ["OperationDenied.KmsServiceUnauthorized"] = ErrorKind.Permission,
        ["InvalidParameter.KmsNotEnabled"] = ErrorKind.Permission,
        ["InvalidParameter.KMSKeyId.CMKNotEnabled"] = ErrorKind.Permission,
        ["RegionUnauthorized"] = ErrorKind.Permission,
        ["InsufficientBalance"] = ErrorKind.Account,
        ["Account.Arrearage"] = ErrorKind.Account,
        ["PaymentMethodNotFound"] = ErrorKind.Account,
        ["InvalidPayMethod"] = ErrorKind.Account,
        ["RealNameAuthenticationError"] = ErrorKind.Account,
        ["Forbidden.RiskControl"] = ErrorKind.Account,
        ["SecurityRisk.3DVerification"] = ErrorKind.Account,
        ["IdempotentParameterMismatch"] = ErrorKind.Idempotency,
        ["InvalidIdempotenceParameter.Mismatch"] = ErrorKind.Idempotency,
        ["InvalidParamter.Conflict"] = ErrorKind.Idempotency,
        ["IdempotenceParamNotMatch"] = ErrorKind.Idempotency,
        ["IdempotentFailed"] = ErrorKind.SpentToken,
        ["InvalidImageName.Duplicated"] = ErrorKind.Duplicate,
        ["InvalidRegionId.NotFound"] = ErrorKind.RegionNotFound,
        ["SourceRegion.NotFound"] = ErrorKind.RegionNotFound,
        ["DestinationRegion.NotFound"] = ErrorKind.RegionNotFound,
        ["OperationDenied.NoStock"] = ErrorKind.Capacity,
        ["Zone.NotOnSale"] = ErrorKind.Capacity,
        ["Zone.NotOpen"] = ErrorKind.Capacity,
        ["InvalidInstanceType.ZoneNotSupported"] = ErrorKind.Capacity,
        ["InstanceType.Offline"] = ErrorKind.Capacity,
        ["InvalidResourceType.NotSupported"] = ErrorKind.Capacity,
        ["CategoryNotSupported"] = ErrorKind.Capacity,
        ["OperationDenied.ZoneNotAllowed"] = ErrorKind.Capacity,
        ["OperationDenied.ZoneSystemCategoryNotMatch"] = ErrorKind.Capacity,
        ["ResourceNotAvailable"] = ErrorKind.Capacity,
        ["LackResource"] = ErrorKind.Capacity,
        ["NoAvaliableDedicatedHost"] = ErrorKind.Capacity,
        ["Invalid.PrivatePoolOptions.NoStock"] = ErrorKind.Capacity,
        ["NodeControllerUnavailable"] = ErrorKind.Capacity,
        ["QuotaExceeded.PrivateIpAddress"] = ErrorKind.Capacity,
        ["InvalidOperation.PublicIpAddressNoStock"] = ErrorKind.Capacity,
        ["InvalidVpcZone.NotSupported"] = ErrorKind.Capacity,
        ["InvalidDiskCategory.NotSupported"] = ErrorKind.Capacity,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind of an ECS error.</summary>
    /// <param name="code">ECS's code.</param>
    /// <param name="httpStatus">HTTP status of the answer.</param>
    public static ErrorKind Classify(string code, int httpStatus) => code switch
    {
        _ when Exact.TryGetValue(code, out var kind) => kind,
        _ when code.Contains("Throttling", StringComparison.Ordinal) => ErrorKind.Throttled,
        _ when StartsWithAny(code, "InvalidAccessKeyId", "InvalidTimeStamp", "InvalidSecurityToken") => ErrorKind.Credentials,
        _ when code.EndsWith("KMSKeyId.NotFound", StringComparison.Ordinal) => ErrorKind.KeyNotFound,
        _ when StartsWithAny(code, "Forbidden.", "NoPermission") => ErrorKind.Permission,
        _ when code.Contains("KMSKeyId.", StringComparison.Ordinal) && code.EndsWith("Unauthorized", StringComparison.Ordinal) => ErrorKind.Permission,
        _ when StartsWithAny(code, "QuotaExceed", "OperationDenied.QuotaExceed") || code.EndsWith("LimitExceed", StringComparison.Ordinal) => ErrorKind.Quota,
        _ when code.StartsWith("InstanceExpired", StringComparison.Ordinal) || EndsWithAny(code, "InArrears", "NotEnoughBalance") => ErrorKind.Account,
        _ when StartsWithAny(code, "IncorrectInstanceStatus", "IncorrectDiskStatus") => ErrorKind.NotReady,
        _ when httpStatus == 429 => ErrorKind.Throttled,
        _ when httpStatus >= 500 => ErrorKind.Transient,
        _ => ErrorKind.Invalid,
    };

    private static bool StartsWithAny(string code, params string[] starts) => starts.Any(start => code.StartsWith(start, StringComparison.Ordinal));

    private static bool EndsWithAny(string code, params string[] ends) => ends.Any(end => code.EndsWith(end, StringComparison.Ordinal));
}
