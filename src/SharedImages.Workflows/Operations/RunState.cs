namespace SharedImages.Workflows;

/// <summary>How a run stands, by Temporal's word.</summary>
public enum RunState
{
    /// <summary>Temporal knows no such run: it is past its retention, or was lost.</summary>
    Unknown,

    /// <summary>It still runs.</summary>
    Open,

    /// <summary>It has completed.</summary>
    Completed,

    /// <summary>It has failed, or was refused.</summary>
    Failed,

    /// <summary>It was canceled.</summary>
    Canceled,

    /// <summary>Somebody terminated it.</summary>
    Terminated,

    /// <summary>It ran into its timeout.</summary>
    TimedOut,
}
