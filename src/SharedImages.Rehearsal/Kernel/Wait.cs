namespace SharedImages.Rehearsal;

/// <summary>A caller that waits for what a run becomes.</summary>
internal abstract class Wait(bool passesTime)
{
    /// <summary>Whether time may pass while it lasts.</summary>
    public bool PassesTime => passesTime;

    /// <summary>Answers the caller if there is an answer; true when it has been answered.</summary>
    public abstract bool Check();
}
