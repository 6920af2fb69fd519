using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>Which instances may lose their system disk. Enforced here, on the worker: a request can narrow it, never widen it.</summary>
public sealed record ReplacingOptions
{
    /// <summary>Setting that holds <see cref="InstanceTags"/>, as messages name it.</summary>
    public const string InstanceTagsSetting = "SharedImages:Replacing:InstanceTags (environment: SHAREDIMAGES_REPLACING__INSTANCETAGS)";

    /// <summary>Setting that holds <see cref="MaxInstances"/>, as messages name it.</summary>
    public const string MaxInstancesSetting = "SharedImages:Replacing:MaxInstances (environment: SHAREDIMAGES_REPLACING__MAXINSTANCES)";

    /// <summary>Only instances that carry one of these may lose their disk. Empty = none.</summary>
    public IReadOnlyList<Tag> InstanceTags { get; init; } = [];

    /// <summary>How many instances one replacement may have. Default 0: none.</summary>
    public int MaxInstances { get; init; }
}
