namespace SharedImages.Workflows;

/// <summary>What becomes of images that are not as the spec says any more.</summary>
public enum DriftPolicy
{
    /// <summary>It is reported.</summary>
    Report,

    /// <summary>What can be set is set again.</summary>
    Repair,
}
