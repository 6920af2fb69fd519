namespace SharedImages.Ecs;

/// <summary>A profile of either file; what is empty there is null here.</summary>
internal sealed record CredentialsProfile
{
    /// <summary>Which profile of which file, for errors.</summary>
    public required string Label { get; init; }

    public required ProfileMode Mode { get; init; }

    public string? AccessKeyId { get; init; }

    public string? AccessKeySecret { get; init; }

    public string? SecurityToken { get; init; }

    /// <summary>The role to take; null where the mode knows none.</summary>
    public RoleRequest? Role { get; init; }

    /// <summary>The profile that the role is taken with, instead of a key.</summary>
    public CredentialsProfile? Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Label;
}
