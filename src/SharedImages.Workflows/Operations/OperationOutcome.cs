namespace SharedImages.Workflows;

/// <summary>How an operation ended.</summary>
public enum OperationOutcome
{
    /// <summary>Everything as asked.</summary>
    Completed,

    /// <summary>Some of its parts as asked.</summary>
    PartlyFailed,

    /// <summary>Refused before any write.</summary>
    Refused,

    /// <summary>No part as asked.</summary>
    Failed,

    /// <summary>Asked to stop; undone.</summary>
    Canceled,
}
