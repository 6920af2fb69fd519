namespace SharedImages.Rehearsal;

/// <summary>Something that happens at a moment of virtual time, unless it is called off.</summary>
/// <param name="when">The moment.</param>
/// <param name="happen">What happens; runs under the kernel's lock.</param>
internal sealed class Due(DateTimeOffset when, Action happen)
{
    // Let go of when it is off: a deadline stays in the clock's queue until its moment, and would keep alive what it was for.
    private Action? happen = happen;

    public DateTimeOffset When => when;

    public bool IsOff => happen is null;

    public void CallOff() => happen = null;

    public void Happen()
    {
        var action = happen;
        happen = null;
        action?.Invoke();
    }
}
