namespace SharedImages.Ecs.Simulator;

/// <summary>An account and its keys in KMS.</summary>
internal sealed class Account(WorldAccount definition)
{
    private readonly Dictionary<(string Region, string Id), bool> enabled =
        definition.Keys.ToDictionary(key => (key.Region, key.Id), key => key.Enabled);

    public string Id => definition.Id;

    public bool CanShareEncrypted => definition.CanShareEncrypted;

    public bool CanPay => definition.CanPay;

    public IEnumerable<WorldKey> Keys => definition.Keys.Select(key => key with { Enabled = enabled[(key.Region, key.Id)] });

    /// <summary>The key that ECS makes and uses by itself in a region (facts §4.3 E4).</summary>
    public string ServiceKeyIn(string region) => Ids.Uuid($"service-key/{Id}/{region}");

    /// <summary>By id, or else by name; null when the account has no such template in the region.</summary>
    public WorldLaunchTemplate? LaunchTemplate(string region, string? id, string? name) =>
        definition.LaunchTemplates.FirstOrDefault(template => template.Region == region && (id is not null ? template.Id == id : template.Name == name));

    public bool Is(AccountCondition condition) => definition.Conditions.Contains(condition);

    public bool HasResourceGroup(string id) => definition.ResourceGroups.Count == 0 || definition.ResourceGroups.Contains(id, StringComparer.Ordinal);

    public bool HasKeyPair(string name) => definition.KeyPairs.Count == 0 || definition.KeyPairs.Contains(name, StringComparer.Ordinal);

    /// <summary>Null when the account has no such key in the region.</summary>
    public WorldKey? Key(string region, string keyId) => Keys.FirstOrDefault(key => key.Region == region && key.Id == keyId);

    /// <returns>False when the account has no such key in the region.</returns>
    public bool SetEnabled(string region, string keyId, bool enabled)
    {
        if (!this.enabled.ContainsKey((region, keyId)))
        {
            return false;
        }

        this.enabled[(region, keyId)] = enabled;
        return true;
    }
}
