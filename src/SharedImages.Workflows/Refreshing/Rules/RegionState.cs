namespace SharedImages.Workflows;

/// <summary>How a region stands against what should be there.</summary>
public enum RegionState
{
    /// <summary>The version is there, as the spec says.</summary>
    Current,

    /// <summary>The version is not there, or was never finished.</summary>
    Missing,

    /// <summary>A promotion of the version is under way.</summary>
    Building,

    /// <summary>The version is there, but not as the spec says.</summary>
    Drifted,

    /// <summary>Somebody decided to leave the region out.</summary>
    Skipped,

    /// <summary>The version is on its way out.</summary>
    Retiring,

    /// <summary>The version must not be used.</summary>
    Recalled,

    /// <summary>The region could not be asked.</summary>
    Unknown,
}
