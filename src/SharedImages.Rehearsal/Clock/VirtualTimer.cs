namespace SharedImages.Rehearsal;

/// <summary>A timer of a <see cref="VirtualTimeProvider"/>. Its callback runs on the thread pool, as that of a system timer does.</summary>
internal sealed class VirtualTimer(Kernel kernel, Action callback) : ITimer
{
    private Due? next;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        kernel.Do(() =>
        {
            Stop();
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Start(dueTime, period);
            }
        });
        return true;
    }

    public void Dispose() => kernel.Do(Stop);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Start(TimeSpan dueTime, TimeSpan period)
    {
        kernel.Clock.Waits++;
        next = kernel.Clock.After(dueTime, () =>
        {
            Stop();
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(), null);
            if (period > TimeSpan.Zero)
            {
                Start(period, period);
            }
        });
    }

    private void Stop()
    {
        if (next is null)
        {
            return;
        }

        next.CallOff();
        next = null;
        kernel.Clock.Waits--;
    }
}
