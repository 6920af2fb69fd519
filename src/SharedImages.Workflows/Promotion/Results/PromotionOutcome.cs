namespace SharedImages.Workflows;

/// <summary>How a promotion ended.</summary>
public enum PromotionOutcome
{
    /// <summary>Everything as asked.</summary>
    Completed,

    /// <summary>Some regions as asked.</summary>
    PartlyFailed,

    /// <summary>Refused before any write.</summary>
    Refused,

    /// <summary>No region as asked.</summary>
    Failed,

    /// <summary>Asked to stop; undone.</summary>
    Canceled,
}
