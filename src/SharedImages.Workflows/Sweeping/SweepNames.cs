namespace SharedImages.Workflows;

/// <summary>The names of sweeps that other languages and operators use.</summary>
public static class SweepNames
{
    /// <summary>Workflow type of a sweep.</summary>
    public const string SweepLeftovers = "SweepLeftovers";

    /// <summary>First part of its workflow id.</summary>
    public const string Prefix = "leftovers";

    /// <summary>Name of the one sweep that there is at a time: it is about all promotions.</summary>
    public const string All = "all";
}
