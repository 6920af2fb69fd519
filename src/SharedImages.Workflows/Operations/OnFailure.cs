namespace SharedImages.Workflows;

/// <summary>What happens to this run's copies when a region fails.</summary>
public enum OnFailure
{
    /// <summary>They stay; the same id may run again and adopts them.</summary>
    Keep,

    /// <summary>Everything this run made, in all regions, is removed after all regions have ended.</summary>
    Undo,
}
