namespace SharedImages.Ecs;

/// <summary>A type of instance (facts §2.16).</summary>
public sealed record InstanceType
{
    /// <summary>For example <c>ecs.g7.large</c>.</summary>
    public string InstanceTypeId { get; init => field = value ?? ""; } = "";

    /// <summary>For example <c>ecs.g7</c>.</summary>
    public string InstanceTypeFamily { get; init => field = value ?? ""; } = "";

    /// <summary><c>X86</c> or <c>ARM</c>.</summary>
    public string CpuArchitecture { get; init => field = value ?? ""; } = "";

    /// <summary>vCPUs.</summary>
    public int CpuCoreCount { get; init; }

    /// <summary>GiB.</summary>
    public decimal? MemorySize { get; init; }

    /// <summary><c>BIOS</c>, <c>UEFI</c>.</summary>
    public IReadOnlyList<string> SupportedBootModes { get; init => field = value ?? []; } = [];

    /// <summary><c>required</c> or <c>unsupported</c>.</summary>
    public string NvmeSupport { get; init => field = value ?? ""; } = "";
}
