namespace SharedImages.Cli;

/// <summary>What an entry of a history is about.</summary>
internal enum HistoryEntryKind
{
    /// <summary>The run was started.</summary>
    Started,

    /// <summary>A phase began.</summary>
    Phase,

    /// <summary>A part of it began.</summary>
    PartStarted,

    /// <summary>A part of it ended.</summary>
    PartEnded,

    /// <summary>A step was done.</summary>
    StepDone,

    /// <summary>A step failed.</summary>
    StepFailed,

    /// <summary>Something waits for a decision.</summary>
    Parked,

    /// <summary>Somebody decided.</summary>
    Decided,

    /// <summary>Nothing waits for a decision any more.</summary>
    GoesOn,

    /// <summary>Somebody asked it to stop.</summary>
    CancelAsked,

    /// <summary>The worker's code failed at it.</summary>
    WorkerFailed,

    /// <summary>The run ended.</summary>
    Ended,
}
