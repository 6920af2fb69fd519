namespace SharedImages.Workflows;

/// <summary>Where an operation is.</summary>
public enum OperationPhase
{
    /// <summary>Reading and checking: spec, source, trust, regions.</summary>
    Resolving,

    /// <summary>Copying inside the source's region.</summary>
    Intake,

    /// <summary>Copying to the targets.</summary>
    Distributing,

    /// <summary>Launching instances, waiting for them, testing them.</summary>
    Launching,

    /// <summary>Replacing the disks of those that go first.</summary>
    Canary,

    /// <summary>Replacing disks.</summary>
    Replacing,

    /// <summary>Sharing images and taking them back.</summary>
    Sharing,

    /// <summary>A promotion of the version is under way.</summary>
    Promoting,

    /// <summary>Setting images to what the spec says.</summary>
    Repairing,

    /// <summary>Taking images out of use.</summary>
    Retiring,

    /// <summary>Taking bad images out of use, or letting them be used again.</summary>
    Recalling,

    /// <summary>Moving a channel to another version.</summary>
    Moving,

    /// <summary>Deleting what is not needed any more: the intake, leftovers.</summary>
    Cleaning,

    /// <summary>Removing what this run made.</summary>
    Undoing,

    /// <summary>Over.</summary>
    Ended,
}
