namespace SharedImages.Rehearsal;

/// <summary>Something that happens at a moment of virtual time, unless it is called off.</summary>
/// <param name="when">The moment.</param>
/// <param name="happen">What happens; runs under the kernel's lock.</param>
internal sealed class Due(DateTimeOffset when, Action happen)
{
    public DateTimeOffset When => when;

    public bool IsOff { get; private set; }

    public void CallOff() => IsOff = true;

    public void Happen()
    {
        IsOff = true;
        happen();
    }
}
