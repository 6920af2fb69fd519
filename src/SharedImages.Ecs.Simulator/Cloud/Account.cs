namespace SharedImages.Ecs.Simulator;

/// <summary>An account and its keys in KMS.</summary>
internal sealed class Account(WorldAccount definition)
{
    private readonly Dictionary<(string Region, string Id), bool> _enabled =
        definition.Keys.ToDictionary(key => (key.Region, key.Id), key => key.Enabled);

    public string Id => definition.Id;

    public bool CanShareEncrypted => definition.CanShareEncrypted;

    public bool CanPay => definition.CanPay;

    public IEnumerable<WorldKey> Keys => _enabled.Select(key => new WorldKey(key.Key.Region, key.Key.Id, key.Value));

    /// <summary>The key that ECS makes and uses by itself in a region (facts §4.3 E4).</summary>
    public string ServiceKeyIn(string region) => Ids.Uuid($"service-key/{Id}/{region}");

    /// <summary>By id, or else by name; null when the account has no such template in the region.</summary>
    public WorldLaunchTemplate? LaunchTemplate(string region, string? id, string? name) =>
        definition.LaunchTemplates.FirstOrDefault(template => template.Region == region && (id is not null ? template.Id == id : template.Name == name));

    /// <summary>Null when the account has no such key in the region.</summary>
    public bool? IsEnabled(string region, string keyId) => _enabled.TryGetValue((region, keyId), out var enabled) ? enabled : null;

    /// <returns>False when the account has no such key in the region.</returns>
    public bool SetEnabled(string region, string keyId, bool enabled)
    {
        if (!_enabled.ContainsKey((region, keyId)))
        {
            return false;
        }

        _enabled[(region, keyId)] = enabled;
        return true;
    }
}
