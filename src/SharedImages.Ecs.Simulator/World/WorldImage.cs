namespace SharedImages.Ecs.Simulator;

/// <summary>A finished image of the world. Defaults describe an ordinary Linux image of 40 GiB.</summary>
public sealed record WorldImage
{
    /// <summary>Region it lives in.</summary>
    public required string Region { get; init; }

    /// <summary>Name, unique per account and region.</summary>
    public required string Name { get; init; }

    /// <summary>Image id; null = given by the simulator.</summary>
    public string? Id { get; init; }

    /// <summary>Description.</summary>
    public string Description { get; init; } = "";

    /// <summary>Family; empty for none.</summary>
    public string Family { get; init; } = "";

    /// <summary><c>x86_64</c>, <c>arm64</c> or <c>i386</c>.</summary>
    public string Architecture { get; init; } = "x86_64";

    /// <summary><c>BIOS</c>, <c>UEFI</c> or <c>UEFI-Preferred</c>.</summary>
    public string BootMode { get; init; } = "UEFI-Preferred";

    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string OSType { get; init; } = "linux";

    /// <summary>For example <c>Aliyun</c>.</summary>
    public string Platform { get; init; } = "Aliyun";

    /// <summary>For people.</summary>
    public string OSName { get; init; } = "Alibaba Cloud Linux 3";

    /// <summary><c>supported</c> or <c>unsupported</c>.</summary>
    public string NvmeSupport { get; init; } = "supported";

    /// <summary><c>v1</c> or <c>v2</c>.</summary>
    public string ImdsSupport { get; init; } = "v2";

    /// <summary>Whether the Cloud Assistant agent is in it; without, commands never reach its instances (facts §2.18).</summary>
    public bool HasAgent { get; init; } = true;

    /// <summary>When it was made; null = when the simulator started.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>Whether CopyImage made it, before this world began; of which image is not known.</summary>
    public bool IsCopied { get; init; }

    /// <summary>Withdrawn by its owner (status Deprecated).</summary>
    public bool Deprecated { get; init; }

    /// <summary>What is special about it.</summary>
    public IReadOnlyList<ImageCondition> Conditions { get; init; } = [];

    /// <summary>System disk first.</summary>
    public IReadOnlyList<WorldDisk> Disks { get; init; } = [new WorldDisk(40)];

    /// <summary>Accounts it is shared with.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <summary>Tags; only the owner sees them.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
