namespace SharedImages.Workflows;

/// <summary>What a run would do with an item.</summary>
public enum PlanRoute
{
    /// <summary>Nothing: it is as it is to be.</summary>
    Current,

    /// <summary>Take the copy that is there, and bring it to its end: wait for it, compare it, share it.</summary>
    Adopt,

    /// <summary>Copy the source image inside its own region.</summary>
    Intake,

    /// <summary>Copy it to the region.</summary>
    Copy,

    /// <summary>Launch instances.</summary>
    Launch,

    /// <summary>Put the image on the instance's system disk.</summary>
    Replace,

    /// <summary>Share the image with accounts.</summary>
    Share,

    /// <summary>Take the image back from accounts.</summary>
    Unshare,

    /// <summary>Point the channel to another image.</summary>
    Move,

    /// <summary>Point the channel to nothing.</summary>
    Release,

    /// <summary>Stop there and wait for a decision.</summary>
    Park,

    /// <summary>Give it up at once.</summary>
    Fail,
}
