namespace SharedImages.Ecs.Simulator;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>The effect happens, then the connection is cut without an answer.</summary>
    LoseAnswer,

    /// <summary>The connection is cut before anything has happened.</summary>
    LoseRequest,

    /// <summary>The effect happens, the answer comes <see cref="Fault.Duration"/> later.</summary>
    SlowAnswer,

    /// <summary>The effect happens, the answer is held until <see cref="ActiveFault.Release"/>, or until the caller goes away.</summary>
    HoldAnswer,

    /// <summary>Held before the effect until <see cref="ActiveFault.Release"/>; then the effect happens, even if the caller has gone away.</summary>
    HoldRequest,

    /// <summary>Refused with <c>Throttling.User</c> (400), or <see cref="Fault.Code"/>.</summary>
    Throttle,

    /// <summary>Refused with <c>InternalError</c> (500), or with <see cref="Fault.HttpStatus"/> 503 <c>ServiceUnavailable</c>.</summary>
    ServerError,

    /// <summary>Refused with <see cref="Fault.Code"/> and <see cref="Fault.HttpStatus"/>.</summary>
    Error,

    /// <summary>
    /// Every call from or to <see cref="Fault.Region"/> is refused with <c>ServiceUnavailable.RegionMaintaining</c> (503),
    /// for <see cref="Fault.Duration"/>, <see cref="Fault.Times"/>, or until the fault is removed.
    /// </summary>
    RegionDown,

    /// <summary>The copy, or the image of a CreateImage, ends as CreateFailed at <see cref="Fault.Percent"/>.</summary>
    FailCopy,

    /// <summary>The copy, or the image of a CreateImage, stays Creating at <see cref="Fault.Percent"/> for ever.</summary>
    StallCopy,

    /// <summary>The copy takes <see cref="Fault.Duration"/> once it runs.</summary>
    CopyTime,

    /// <summary>The copy comes out with boot mode BIOS, without NVMe support and with ImdsSupport v1.</summary>
    DropFeatures,

    /// <summary>The instances of a RunInstances have ids, and vanish after <see cref="Fault.Duration"/>, else when they would start (<c>SystemFailure.Delete</c>).</summary>
    FailLaunch,

    /// <summary>The command of a RunCommand or InvokeCommand ends with <see cref="Fault.ExitCode"/>, and <see cref="Fault.Message"/> as its output.</summary>
    FailCommand,

    /// <summary>The command of a RunCommand or InvokeCommand runs until its timeout.</summary>
    HangCommand,

    /// <summary>The new image (CopyImage, CreateImage), instances (RunInstances, CreateInstance) or share (ModifyImageSharePermission) is unseen for <see cref="Fault.Duration"/>.</summary>
    VisibilityLag,
}
