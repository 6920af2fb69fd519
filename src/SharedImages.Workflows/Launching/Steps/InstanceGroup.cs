using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>Instances that are launched by one call: the whole RunInstances request, composed where it is decided, so that every retry sends the same one.</summary>
public sealed record InstanceGroup
{
    /// <summary>ECS launches no more at once (facts §2.8).</summary>
    public const int MaxAmount = 100;

    /// <summary>UID that the operation began with.</summary>
    public required string Account { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The image.</summary>
    public required string ImageId { get; init; }

    /// <summary>The type.</summary>
    public required string InstanceType { get; init; }

    /// <summary>The vSwitch, and with it the zone.</summary>
    public required string VSwitch { get; init; }

    /// <summary>The security groups.</summary>
    public required IReadOnlyList<string> SecurityGroups { get; init; }

    /// <summary>How many at most; ECS may have fewer.</summary>
    public required int Amount { get; init; }

    /// <summary>What they are like; its tags are in <see cref="Tags"/>.</summary>
    public required InstanceSpec Instance { get; init; }

    /// <summary>Whether their disks are encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Key of the region; null with <see cref="Encrypted"/> = the service key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>When ECS takes them back by itself, whatever became of the run; null = never.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    /// <summary>All tags, lineage included.</summary>
    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>See <see cref="ClientTokens"/>.</summary>
    public required string ClientToken { get; init; }

    /// <summary>Whether a step before this one has sent it and does not know the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SentBefore { get; init; }
}
