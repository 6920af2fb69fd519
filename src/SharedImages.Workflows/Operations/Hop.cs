namespace SharedImages.Workflows;

/// <summary>Which of the two copies.</summary>
public enum Hop
{
    /// <summary>Inside the source's region: makes a shared image ours.</summary>
    Intake,

    /// <summary>From our image to a target region.</summary>
    Distribution,
}
