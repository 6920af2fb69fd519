using System.Globalization;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What an operator can do about an ECS failure: which right, quota, key or setting.</summary>
public static class Remedies
{
    private const string Kms = "activate KMS, create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key";

    /// <summary>One imperative sentence without a full stop.</summary>
    public static string For(EcsException failure) => failure.Kind switch
    {
        ErrorKind.Credentials => Credentials(failure.Code, failure.Clocks),
        ErrorKind.Permission => Permission(failure),
        ErrorKind.Quota => Quota(failure.Code, failure.RegionId),
        ErrorKind.Account => Account(failure),
        ErrorKind.KeyNotFound => "set kmsKeyId to a key of the region that the copy is made in (kms:ListKeys there shows them), or create the key",
        ErrorKind.RegionNotFound => "correct the region; DescribeRegions lists those that this account has",
        ErrorKind.NotFound => "see whether what ECS does not find was deleted, or is no longer shared with this account",
        ErrorKind.Duplicate => "rename or delete the image that holds the name",
        ErrorKind.Idempotency => "report this as a defect with the request id",
        ErrorKind.SpentToken => "ask for it anew: the first call with its client token has failed, and the token stays so",
        ErrorKind.Throttled => "lower the load on this account's API quota in the region",
        ErrorKind.Transient => $"see whether the worker reaches the ECS endpoint of {failure.RegionId} (network, proxy, {nameof(SharedImages)}:Ecs:Endpoint) and whether Alibaba Cloud reports trouble",
        ErrorKind.Capacity => $"wait until ECS has capacity in {failure.RegionId} again",
        ErrorKind.NotReady => "wait until the resource has come to rest",
        _ => "correct what ECS refuses, then run again under a new version",
    };

    /// <summary>The same for a step of a promotion, whose copies can be begun anew.</summary>
    public static string ForPromotion(EcsException failure) => failure.Kind switch
    {
        ErrorKind.NotFound => "see whether the image was deleted or is no longer shared with this account, or begin anew (retryAsNew)",
        ErrorKind.Idempotency => "report this as a defect with the request id; begin anew (retryAsNew) to go on",
        ErrorKind.SpentToken => "begin the copy anew (retryAsNew)",
        ErrorKind.Invalid => "correct what ECS refuses, then run again under a new version, or begin anew (retryAsNew)",
        _ => For(failure),
    };

    /// <summary>The same for a copy: ECS names neither its key nor its region, for the call goes to the source's.</summary>
    /// <param name="failure">The failure of a step that copies.</param>
    /// <param name="region">Where the copy is made.</param>
    /// <param name="kmsKeyId">The copy's key; null = the service key, or none.</param>
    public static string ForCopy(EcsException failure, string region, string? kmsKeyId) => failure switch
    {
        not { Action: "CopyImage" } => ForPromotion(failure),
        { Kind: ErrorKind.Quota } => Quota(failure.Code, region),
        { Kind: ErrorKind.KeyNotFound } => $"set kmsKeyId to a key of {region}, where {kmsKeyId} is not (kms:ListKeys there shows them), or create one there",
        { Kind: ErrorKind.Permission } when IsKeyOff(failure) && kmsKeyId is not null =>
            $"enable the KMS key {kmsKeyId} in {region}; if it is enabled, the source image's key is not, which its owner can enable",
        { Kind: ErrorKind.Permission } when IsAboutKms(failure) && kmsKeyId is not null => $"{Kms} {kmsKeyId} in {region}",
        _ => ForPromotion(failure),
    };

    /// <summary>The same for disks that are made from an image, by a launch or a replacement: ECS does not name their key.</summary>
    /// <param name="failure">The failure of a step that makes disks.</param>
    /// <param name="whose">Whose <c>kmsKeyId</c> it is, as the spec says it.</param>
    /// <param name="region">Where the disks are.</param>
    /// <param name="kmsKeyId">Their key; null = the service key, that of the image, or none.</param>
    /// <returns>Null = it is not about their key.</returns>
    internal static string? OfDisks(EcsException failure, string whose, string region, string? kmsKeyId) => failure switch
    {
        { Kind: ErrorKind.KeyNotFound } => $"set {whose} to a key of {region}, where {kmsKeyId} is not (kms:ListKeys there shows them), or create one there",
        { Kind: ErrorKind.Permission } when IsKeyOff(failure) && kmsKeyId is not null =>
            $"enable the KMS key {kmsKeyId} in {region}; if it is enabled, the image's key is not, which its owner can enable",
        { Kind: ErrorKind.Permission } when IsAboutKms(failure) && kmsKeyId is not null => $"{Kms} {kmsKeyId} in {region}",
        { Code: "InvalidKMSKeyId.NotSymmetric" } => $"set {whose} to a symmetric key of {region}",
        { Code: "UserNotInTheWhiteList" or "InvalidRegion.NotSupport" } => $"leave out {whose}: keys of your own are not to be had in {region} (encrypted: true takes the service key)",
        { Kind: ErrorKind.Invalid } when failure.Code.Contains("Encrypted", StringComparison.Ordinal) => $"set {whose} to a key of {region}, or say encrypted: true for the service key",
        _ => null,
    };

    /// <summary>The same for sharing an image (facts §2.6, §4.1, §4.3).</summary>
    /// <param name="failure">The failure of a step that shares.</param>
    /// <param name="accounts">Whom the image was to be shared with.</param>
    public static string ForSharing(EcsException failure, IReadOnlyList<string> accounts) => failure.Code switch
    {
        // E10, E11: the form of the principal and the policy are not confirmed by Alibaba Cloud's documentation.
        "AssumeRoleError" => $"create the role AliyunECSShareEncryptImageDefaultRole in this account, trusted by {Services(accounts)}, with a policy for the image's key (kms:List*, kms:DescribeKey, kms:TagResource, kms:Encrypt, kms:Decrypt, kms:GenerateDataKey); its form is unconfirmed, so compare it with what the console creates",
        "InvalidOperation.ServiceKeyEncryptedImageUnsupported" => "copy the image under a key of your own (promote it with a kmsKeyId), and share that copy",
        "OperationDeined.FullImage" or "OperationDeined.EncryptedSnapshot" => "share an image with a single encrypted disk",
        "InvalidAccount.NotFound" => $"correct the accounts: one of {string.Join(", ", accounts)} does not exist",
        "InvalidAccount.Forbbiden" => "leave this account itself out: an image is not shared with its owner",
        "OperationDenied.InvalidImageStatus" => "make the image Available (one that is deprecated is not shared), then share it again",
        "Image.Public" => "take the image out of the community first, for everybody has it",
        "InvalidImageId.BidMismatch" => "leave out accounts of the other site (China, international): a Marketplace image is not shared across",
        "QuotaExceed.ShareImageUser" => "take the image back from accounts that no longer need it, or raise the quota of accounts per image (Quota Center, product ecs)",
        "QuotaExceed.ShareImage" => $"one of {string.Join(", ", accounts)} has been shared as many images as ECS allows; have others taken back from it",
        _ when failure.Code.EndsWith("CMKUnauthorized", StringComparison.Ordinal) => "let ECS add tags to the KMS key that the image is encrypted with (kms:TagResource)",
        _ when failure.Kind == ErrorKind.NotFound => "see whether the image was deleted; if it was, skip it",
        _ when failure.Kind == ErrorKind.Invalid => "correct what ECS refuses, then run again",
        _ => For(failure),
    };

    /// <summary>The kind under which the failure is shown.</summary>
    public static StepErrorKind Kind(ErrorKind kind) => kind switch
    {
        ErrorKind.Credentials => StepErrorKind.Credentials,
        ErrorKind.Permission => StepErrorKind.Permission,
        ErrorKind.Quota => StepErrorKind.Quota,
        ErrorKind.Account => StepErrorKind.Account,
        ErrorKind.KeyNotFound => StepErrorKind.KeyNotFound,
        ErrorKind.RegionNotFound => StepErrorKind.RegionNotFound,
        ErrorKind.NotFound => StepErrorKind.NotFound,
        ErrorKind.Duplicate => StepErrorKind.NameTaken,
        ErrorKind.Idempotency => StepErrorKind.Idempotency,
        ErrorKind.SpentToken => StepErrorKind.CopyFailed,
        ErrorKind.Throttled or ErrorKind.Transient or ErrorKind.NotReady or ErrorKind.Capacity => StepErrorKind.Unreachable,
        _ => StepErrorKind.Invalid,
    };

    private static string Credentials(string code, ClockReading? clocks) => code switch
    {
        LocalCodes.NoCredentials => $"give the worker what its credentials lack, or set {EnvironmentCredentialsProvider.AccessKeyIdVariable} and {EnvironmentCredentialsProvider.AccessKeySecretVariable}, and restart it",
        _ when code.StartsWith("InvalidTimeStamp", StringComparison.Ordinal) =>
            $"set the clock of the worker's machine (NTP){(clocks is null ? "" : string.Create(CultureInfo.InvariantCulture, $", which says {clocks.Ours:u}, to ECS's, {clocks.Theirs:u}"))}; ECS allows 15 minutes of difference",
        "SignatureDoesNotMatch" or "IncompleteSignature" => $"give the worker the right secret ({EnvironmentCredentialsProvider.AccessKeySecretVariable})",
        _ when code.Contains("SecurityToken", StringComparison.Ordinal) => $"give the worker fresh temporary credentials ({EnvironmentCredentialsProvider.SecurityTokenVariable})",
        _ => $"enable the access key or give the worker another ({EnvironmentCredentialsProvider.AccessKeyIdVariable})",
    };

    private static string Permission(EcsException failure) => failure.Code switch
    {
        "AssumeRoleError" => "create the role AliyunECSShareEncryptImageDefaultRole, trusted by <recipient UID>@ecs.aliyuncs.com, in this account",
        _ when IsKeyOff(failure) => "enable the KMS key that the image is encrypted with (DescribeSnapshots of its snapshots names it)",
        _ when IsAboutKms(failure) => Kms,
        _ when failure.Action is "AssumeRole" or "AssumeRoleWithOIDC" => $"let the role's trust policy admit the worker, and grant the identity that takes it sts:{failure.Action}",
        _ => $"grant the worker's RAM identity {(failure.Action == "GetCallerIdentity" ? "sts" : "ecs")}:{failure.Action} in {failure.RegionId}",
    };

    private static string Account(EcsException failure) => failure.Code switch
    {
        "InstanceLockedForSecurity" => "settle why Alibaba Cloud has locked the instance (security)",
        "OperationDenied.UnpaidOrder" or "INST_HAS_UNPAID_ORDER" => "pay the instance's open order",
        "RegionUnauthorized" => $"have Alibaba Cloud open {failure.RegionId} for this account, or leave the region out",
        "InvalidAccountStatus.SnapshotServiceUnavailable" => "activate the snapshot service in the Alibaba Cloud console",
        _ => "settle the account's balance, verification or risk control in the Alibaba Cloud console",
    };

    private static string Services(IReadOnlyList<string> accounts) => string.Join(", ", accounts.Select(account => $"{account}@ecs.aliyuncs.com"));

    private static string Quota(string code, string region) => $"raise the quota behind {code} in {region} (Quota Center, product ecs) or delete what is not needed";

    private static bool IsKeyOff(EcsException failure) => failure.Code.Contains("CMKNotEnabled", StringComparison.Ordinal);

    private static bool IsAboutKms(EcsException failure) => failure.Code.Contains("Kms", StringComparison.OrdinalIgnoreCase);
}
