namespace SharedImages.Workflows;

/// <summary>What becomes of the intake image after a promotion in which every target got its image.</summary>
public enum IntakeAfter
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It is deleted with its snapshots. After a partial failure it stays for the rerun.</summary>
    Delete,
}
