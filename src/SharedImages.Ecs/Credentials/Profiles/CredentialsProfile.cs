namespace SharedImages.Ecs;

/// <summary>A way to say who we are, out of a file or the environment; what is empty there is null here.</summary>
internal sealed record CredentialsProfile
{
    /// <summary>Where it stands, for errors.</summary>
    public required string Label { get; init; }

    public required ProfileMode Mode { get; init; }

    public string? AccessKeyId { get; init; }

    public string? AccessKeySecret { get; init; }

    public string? SecurityToken { get; init; }

    /// <summary>The role to take; null where the mode knows none.</summary>
    public RoleRequest? Role { get; init; }

    /// <summary>The profile that the role is taken with, instead of a key.</summary>
    public CredentialsProfile? Source { get; init; }

    /// <summary>Role of this ECS instance; null = the one that it has.</summary>
    public string? EcsRoleName { get; init; }

    public Uri? CredentialsUri { get; init; }

    /// <summary>The program that prints a key, and its arguments.</summary>
    public string? ProcessCommand { get; init; }

    public string? OidcProviderArn { get; init; }

    /// <summary>File of the token that shows who we are; read anew for each session.</summary>
    public string? OidcTokenFile { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Label;
}
