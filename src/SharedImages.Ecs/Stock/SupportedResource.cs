namespace SharedImages.Ecs;

/// <summary>One thing that a zone has or has not (facts §2.16).</summary>
public sealed record SupportedResource
{
    /// <summary>For example <c>ecs.g7.large</c>.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary><c>Available</c> or <c>SoldOut</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary><c>WithStock</c>, <c>ClosedWithStock</c>, <c>WithoutStock</c> or <c>ClosedWithoutStock</c>.</summary>
    public string StatusCategory { get; init => field = value ?? ""; } = "";

    /// <summary>Smallest size of a disk, in <see cref="Unit"/>.</summary>
    public int? Min { get; init; }

    /// <summary>Largest size of a disk, in <see cref="Unit"/>.</summary>
    public int? Max { get; init; }

    /// <summary>Unit of the sizes, for example <c>GiB</c>.</summary>
    public string Unit { get; init => field = value ?? ""; } = "";
}
