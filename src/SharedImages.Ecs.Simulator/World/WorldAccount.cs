namespace SharedImages.Ecs.Simulator;

/// <summary>An account of the world.</summary>
public sealed record WorldAccount
{
    /// <summary>Account UID, 16 digits.</summary>
    public required string Id { get; init; }

    /// <summary>Its access keys; none = the account exists but cannot call.</summary>
    public IReadOnlyList<WorldAccessKey> AccessKeys { get; init; } = [];

    /// <summary>Its roles.</summary>
    public IReadOnlyList<WorldRole> Roles { get; init; } = [];

    /// <summary>Its customer keys in KMS. Service keys exist by themselves (facts §4.3 E4).</summary>
    public IReadOnlyList<WorldKey> Keys { get; init; } = [];

    /// <summary>Its images.</summary>
    public IReadOnlyList<WorldImage> Images { get; init; } = [];

    /// <summary>Its instances.</summary>
    public IReadOnlyList<WorldInstance> Instances { get; init; } = [];

    /// <summary>Its launch templates.</summary>
    public IReadOnlyList<WorldLaunchTemplate> LaunchTemplates { get; init; } = [];

    /// <summary>Whether it has the role AliyunECSShareEncryptImageDefaultRole, without which an encrypted image cannot be shared (facts §4.3 E10).</summary>
    public bool CanShareEncrypted { get; init; } = true;

    /// <summary>Whether it has the money to launch and start instances (<c>InvalidAccountStatus.NotEnoughBalance</c>). Without, nobody can launch what it shares (facts §4.1 S8).</summary>
    public bool CanPay { get; init; } = true;

    /// <summary>What is special about it.</summary>
    public IReadOnlyList<AccountCondition> Conditions { get; init; } = [];

    /// <summary>Ids of its resource groups; none given = any id will do (<c>InvalidResourceGroup.NotFound</c>).</summary>
    public IReadOnlyList<string> ResourceGroups { get; init; } = [];

    /// <summary>Names of its key pairs; none given = any name will do (<c>InvalidKeyPairName.NotFound</c>).</summary>
    public IReadOnlyList<string> KeyPairs { get; init; } = [];

    /// <summary>The id of its first customer key in a region.</summary>
    /// <exception cref="KeyNotFoundException">It has none there.</exception>
    public string KeyIn(string region) =>
        Keys.FirstOrDefault(key => key.Region == region)?.Id ?? throw new KeyNotFoundException($"Account {Id} has no key in {region}.");
}
