namespace SharedImages.Ecs.Simulator;

/// <summary>Calls that are allowed or denied: those that fit all that is given here (facts §1.12).</summary>
public sealed record WorldStatement
{
    /// <summary>Actions such as <c>ecs:CopyImage</c>; <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Regions of the resource, that is of the parameter RegionId: of CopyImage the source. None = all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Owners of the image that the call names; a call that names none does not fit. None = all calls.</summary>
    public IReadOnlyList<string> ImageOwners { get; init; } = [];
}
