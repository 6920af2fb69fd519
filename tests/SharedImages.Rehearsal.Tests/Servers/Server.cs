namespace SharedImages.Rehearsal.Tests;

/// <summary>Where a behaviour is played.</summary>
public enum Server
{
    /// <summary>A Temporal dev server: the yardstick.</summary>
    Real,

    /// <summary>A rehearsal of its own, in parallel as tasks come.</summary>
    Rehearsal,
}
