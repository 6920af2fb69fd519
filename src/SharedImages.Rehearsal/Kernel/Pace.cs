namespace SharedImages.Rehearsal;

/// <summary>Lets jumps take wall time, so that a person can follow: so much virtual time in each second.</summary>
internal sealed class Pace(Kernel kernel, double factor) : IDisposable
{
    private Timer? timer;
    private DateTimeOffset? target;
    private bool isOver;

    /// <summary>Whether the jump to the moment may happen now; if not, the kernel settles again when it may.</summary>
    public bool IsOver(DateTimeOffset moment)
    {
        if (target == moment)
        {
            return isOver;
        }

        Rest();
        target = moment;
        timer = new(_ => kernel.Do(() => isOver = target == moment), null, (moment - kernel.Clock.Now) / factor, Timeout.InfiniteTimeSpan);
        return false;
    }

    /// <summary>There is nothing to jump to.</summary>
    public void Rest()
    {
        timer?.Dispose();
        timer = null;
        target = null;
        isOver = false;
    }

    public void Dispose() => timer?.Dispose();
}
