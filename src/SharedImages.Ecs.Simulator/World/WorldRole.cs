namespace SharedImages.Ecs.Simulator;

/// <summary>A role of an account: who gets its temporary keys by AssumeRole or AssumeRoleWithOIDC (facts §1.11).</summary>
public sealed record WorldRole
{
    /// <summary>In <see cref="OidcTokens"/>: every token will do.</summary>
    public const string AnyToken = "*";

    /// <summary>Name, as in <c>acs:ram::ACCOUNT:role/NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Accounts whose users and roles may assume it.</summary>
    public IReadOnlyList<string> TrustedAccounts { get; init; } = [];

    /// <summary>What they must give as ExternalId; null = nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Tokens that open it by OIDC, as they are: issuer, audience and signature are not looked at. None = not by OIDC.</summary>
    public IReadOnlyList<string> OidcTokens { get; init; } = [];

    /// <summary>What its sessions may do; null = everything.</summary>
    public WorldPolicy? Policy { get; init; }

    /// <summary>The longest life of its temporary keys, 1 to 12 hours.</summary>
    public TimeSpan MaxSession { get; init; } = TimeSpan.FromHours(1);
}
