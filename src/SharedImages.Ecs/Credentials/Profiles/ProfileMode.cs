namespace SharedImages.Ecs;

/// <summary>How a profile says who we are (facts §1.11).</summary>
internal enum ProfileMode
{
    /// <summary>An access key.</summary>
    AccessKey,

    /// <summary>A temporary key from elsewhere.</summary>
    SecurityToken,

    /// <summary>A role, taken with an access key.</summary>
    Role,

    /// <summary>A role, taken with another profile.</summary>
    ChainedRole,

    /// <summary>A role, taken with a token of an OIDC provider.</summary>
    OidcRole,

    /// <summary>The role of the ECS instance.</summary>
    EcsRole,

    /// <summary>An address that gives temporary keys.</summary>
    CredentialsUri,

    /// <summary>A program that prints a key.</summary>
    External,
}
