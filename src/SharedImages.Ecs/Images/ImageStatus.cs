namespace SharedImages.Ecs;

/// <summary>Image statuses, as ECS spells them (facts §3.1).</summary>
public static class ImageStatus
{
    /// <summary>Queued behind other copies.</summary>
    public const string Waiting = "Waiting";

    /// <summary>Being copied or built.</summary>
    public const string Creating = "Creating";

    /// <summary>Finished.</summary>
    public const string Available = "Available";

    /// <summary>Cannot be used; ECS does not say why.</summary>
    public const string UnAvailable = "UnAvailable";

    /// <summary>Copy or build failed; the record stays until it is deleted.</summary>
    public const string CreateFailed = "CreateFailed";

    /// <summary>Withdrawn by its owner; launches still work, copies and sharing do not.</summary>
    public const string Deprecated = "Deprecated";

    /// <summary>Filter value: every status.</summary>
    public const string All = "ALL";
}
