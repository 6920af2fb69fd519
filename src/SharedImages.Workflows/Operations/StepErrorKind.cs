namespace SharedImages.Workflows;

/// <summary>Why a step failed for good; also the error type of the activity's failure.</summary>
public enum StepErrorKind
{
    /// <summary>ECS refuses the request itself.</summary>
    Invalid,

    /// <summary>The owner is not (or no longer) on the worker's trust list, or a recipient not on its share list.</summary>
    Untrusted,

    /// <summary>A right, role or key state is missing.</summary>
    Permission,

    /// <summary>A quota is used up.</summary>
    Quota,

    /// <summary>Balance, arrears, verification, risk control.</summary>
    Account,

    /// <summary>Access key, token or clock refused.</summary>
    Credentials,

    /// <summary>ECS could not be reached, or only failed or throttled, for as long as the worker's patience lasts.</summary>
    Unreachable,

    /// <summary>The KMS key is not found in the region.</summary>
    KeyNotFound,

    /// <summary>ECS does not know the region.</summary>
    RegionNotFound,

    /// <summary>An image that should be there is not.</summary>
    NotFound,

    /// <summary>The image name is held by an image that is not this copy.</summary>
    NameTaken,

    /// <summary>The copy ended as CreateFailed or UnAvailable.</summary>
    CopyFailed,

    /// <summary>The copy makes no progress.</summary>
    Stalled,

    /// <summary>The copy differs from its source or from the spec in a way that cannot be repaired.</summary>
    Mismatch,

    /// <summary>A client token came back with other parameters.</summary>
    Idempotency,

    /// <summary>The guard does not let this caller do this to this image.</summary>
    Refused,

    /// <summary>No worker that acts for the account that the run began with has taken the step.</summary>
    OtherAccount,

    /// <summary>Instances use the image, or a channel points to it, so it is not removed.</summary>
    InUse,

    /// <summary>The worker's settings do not allow it.</summary>
    NotAllowed,

    /// <summary>ECS has no stock, address or place for what is asked for, wherever it may be.</summary>
    Capacity,

    /// <summary>A smoke test did not pass.</summary>
    TestFailed,

    /// <summary>The step was not begun, because one before it failed.</summary>
    NotStarted,

    /// <summary>The step failed inside the worker; see the message.</summary>
    Internal,
}
