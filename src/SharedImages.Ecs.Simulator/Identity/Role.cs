namespace SharedImages.Ecs.Simulator;

/// <summary>A role of an account.</summary>
internal sealed class Role(string account, WorldRole definition)
{
    public string Account => account;

    public string Name => definition.Name;

    public string Id { get; } = Ids.Digits($"role/{account}/{definition.Name}", first: '3', length: 18);

    public string Arn => $"acs:ram::{account}:role/{Name}";

    public WorldPolicy? Policy => definition.Policy;

    public TimeSpan MaxSession => definition.MaxSession;

    /// <summary>Whether somebody of an account may assume it; a role that wants an external id wants the right one.</summary>
    public bool Trusts(string caller, string? externalId) =>
        definition.TrustedAccounts.Contains(caller, StringComparer.Ordinal) && (definition.ExternalId is null || definition.ExternalId == externalId);

    /// <summary>Whether it can be assumed by OIDC at all.</summary>
    public bool TakesOidcTokens => definition.OidcTokens.Count > 0;

    public bool TakesOidcToken(string token) => definition.OidcTokens.Any(taken => taken == WorldRole.AnyToken || taken == token);
}
