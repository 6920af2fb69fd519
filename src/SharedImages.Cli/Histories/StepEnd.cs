namespace SharedImages.Cli;

/// <summary>How a step ended.</summary>
internal enum StepEnd
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It ran out of time.</summary>
    TimedOut,

    /// <summary>It was canceled.</summary>
    Canceled,
}
