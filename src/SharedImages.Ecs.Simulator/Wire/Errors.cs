namespace SharedImages.Ecs.Simulator;

/// <summary>Errors that more than one operation gives.</summary>
internal static class Errors
{
    public static ApiException MissingParameter(string name) =>
        new(400, "MissingParameter", $"The input parameter \"{name}\" that is mandatory for processing this request is not supplied.");

    public static ApiException InvalidParameter(string name) =>
        new(400, "InvalidParameter", $"The specified parameter \"{name}\" is not valid.");

    public static ApiException RegionNotFound() =>
        new(404, "InvalidRegionId.NotFound", "The specified RegionId does not exist.");

    public static ApiException ImageNotFound() =>
        new(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.");

    public static ApiException ImageNotValid() =>
        new(403, "OperationDenied.ImageNotValid", "The specified image is disabled or deleted, is not available, or you are not authorized to use it.");

    public static ApiException ImageNotSupportInstanceType() =>
        new(403, "ImageNotSupportInstanceType", "The specified image does not support the specified instance type.");

    public static ApiException NoStock() =>
        new(403, "OperationDenied.NoStock", "The requested resource is sold out in the specified zone; try other types of resources or other regions and zones.");

    public static ApiException EncryptedMismatch() =>
        new(400, "InvalidParam.EncryptedMismatch", "A disk that is made from an encrypted snapshot is encrypted; for an image of another account Encrypted must be true.");

    public static ApiException IncorrectInstanceStatus(int httpStatus = 403) =>
        new(httpStatus, "IncorrectInstanceStatus", "The current status of the resource does not support this operation.");

    public static ApiException IncorrectDiskStatus() =>
        new(403, "IncorrectDiskStatus", "The current disk status does not support this operation.");

    public static ApiException TokenMismatch() =>
        new(400, "IdempotentParameterMismatch", "The specified parameter has changed while using an already used clientToken.");

    public static ApiException NameTaken() =>
        new(400, "InvalidImageName.Duplicated", "The specified image name is already in use in the target region.");

    public static ApiException KeyNotEnabled() =>
        new(403, "InvalidParameter.KMSKeyId.CMKNotEnabled", "The CMK must be enabled.");

    public static ApiException KeyUnauthorized() =>
        new(403, "InvalidParameter.KMSKeyId.CMKUnauthorized", "ECS is not authorized to add its tag to the CMK.");

    public static ApiException SnapshotTooOld() =>
        new(403, "InvalidSnapshot.TooOld", "The snapshot was created before 2013-07-15 and does not support this operation.");

    public static ApiException ImageCopying() =>
        new(403, "OperationDenied.ImageCopying", "The specified image is being copied, please try again later.");

    public static ApiException Overdue() =>
        new(400, "Account.Arrearage", "Your account has an overdue payment.");

    public static ApiException NotEnoughBalance() =>
        new(403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance.");

    public static ApiException InsufficientBalance() =>
        new(403, "InsufficientBalance", "Your account does not have enough balance.");

    public static ApiException Expired() =>
        new(403, "InstanceExpiredOrInArrears", "The specified operation is denied as your prepay instance is expired or in arrears.");

    public static ApiException ImageQuotaExceeded(int limit) =>
        new(403, "QuotaExceed.Image", $"The number of images exceeds the limit ({limit}).");

    public static ApiException TagQuotaExceeded() =>
        new(403, "QuotaExceed.Tags", $"The number of tags exceeds the limit ({TagParameters.MaxPerResource}).");

    public static ApiException DefaultEncryption() =>
        new(403, "InvalidEncrypted.NotMatchDiskDefaultEncryption", "Encrypted does not match the default encryption of disks of your account.");

    public static ApiException DryRunPassed() =>
        new(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");
}
