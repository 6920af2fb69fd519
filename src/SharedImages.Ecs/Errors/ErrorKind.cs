namespace SharedImages.Ecs;

/// <summary>What an ECS failure means for the caller; the classes of facts §8.</summary>
public enum ErrorKind
{
    /// <summary>The request itself is wrong; repeating it cannot help.</summary>
    Invalid,

    /// <summary>Too many calls; repeat later, with the same client token.</summary>
    Throttled,

    /// <summary>No answer, a broken one, or the service's own trouble; the effect is unknown. Repeat with the same client token.</summary>
    Transient,

    /// <summary>The resource is in a state that passes (copying, creating …); look again, then repeat.</summary>
    NotReady,

    /// <summary>An image or snapshot is not there, or not yet visible.</summary>
    NotFound,

    /// <summary>No stock in this zone or type.</summary>
    Capacity,

    /// <summary>The key, token or clock is refused; refresh once, then a person is needed.</summary>
    Credentials,

    /// <summary>A right, role or key state is missing; a person can grant it.</summary>
    Permission,

    /// <summary>A quota is used up; a person can raise it or make room.</summary>
    Quota,

    /// <summary>Balance, arrears, verification or risk control; a person must act.</summary>
    Account,

    /// <summary>A client token came back with other parameters: a bug.</summary>
    Idempotency,

    /// <summary>The first call with this client token failed, and the token stays failed; only a new one can help (facts §1.10).</summary>
    SpentToken,

    /// <summary>The name is in use in that region.</summary>
    Duplicate,

    /// <summary>A KMS key that ECS does not find in that region.</summary>
    KeyNotFound,

    /// <summary>A region that ECS does not know.</summary>
    RegionNotFound,
}
