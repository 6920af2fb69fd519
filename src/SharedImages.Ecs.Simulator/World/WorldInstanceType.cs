namespace SharedImages.Ecs.Simulator;

/// <summary>An instance type that can be bought (facts §2.16).</summary>
/// <param name="Id">For example <c>ecs.g7.large</c>.</param>
/// <param name="Cores">vCPUs.</param>
/// <param name="Memory">GiB.</param>
public sealed record WorldInstanceType(string Id, int Cores, int Memory)
{
    /// <summary>What a world has that names none: small types of both architectures, one of them for images with an NVMe driver only.</summary>
    public static IReadOnlyList<WorldInstanceType> Defaults { get; } =
    [
        new("ecs.c7.large", 2, 4),
        new("ecs.g7.large", 2, 8),
        new("ecs.g7.xlarge", 4, 16),
        new("ecs.g8i.large", 2, 8) { NvmeSupport = "required" },
        new("ecs.g8y.large", 2, 8) { Architecture = "ARM", BootModes = ["UEFI"] },
    ];

    /// <summary><c>X86</c> or <c>ARM</c>.</summary>
    public string Architecture { get; init; } = "X86";

    /// <summary>Of <c>BIOS</c> and <c>UEFI</c>.</summary>
    public IReadOnlyList<string> BootModes { get; init; } = ["BIOS", "UEFI"];

    /// <summary><c>required</c> or <c>unsupported</c>.</summary>
    public string NvmeSupport { get; init; } = "unsupported";

    /// <summary>Whether it can still be launched anywhere (<c>InstanceType.Offline</c>).</summary>
    public bool OnSale { get; init; } = true;

    /// <summary>For example <c>ecs.g7</c>.</summary>
    internal string Family => Id.LastIndexOf('.') is > 0 and var end ? Id[..end] : Id;
}
