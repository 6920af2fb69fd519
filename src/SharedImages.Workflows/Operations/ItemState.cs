namespace SharedImages.Workflows;

/// <summary>Where an item is.</summary>
public enum ItemState
{
    /// <summary>Its turn has not come.</summary>
    Pending,

    /// <summary>Looking for an earlier copy.</summary>
    Looking,

    /// <summary>CopyImage is being sent; of a region as its promotion shows it, that its workflow is at it.</summary>
    Copying,

    /// <summary>ECS copies; waiting for the image.</summary>
    Waiting,

    /// <summary>Comparing and repairing.</summary>
    Verifying,

    /// <summary>Sharing on.</summary>
    Sharing,

    /// <summary>A channel's tag is being set or taken away.</summary>
    Moving,

    /// <summary>RunInstances is being sent.</summary>
    Launching,

    /// <summary>Instances are tested.</summary>
    Testing,

    /// <summary>Stopped at a failed step; an operator decides.</summary>
    Parked,

    /// <summary>As asked.</summary>
    Done,

    /// <summary>Not as asked.</summary>
    Failed,

    /// <summary>Left out by an operator.</summary>
    Skipped,

    /// <summary>Stopped by cancellation.</summary>
    Canceled,

    /// <summary>What the run made here is being removed.</summary>
    Undoing,

    /// <summary>What the run made here has been removed.</summary>
    Undone,
}
