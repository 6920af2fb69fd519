using Google.Protobuf;

namespace SharedImages.Rehearsal;

/// <summary>A task that waits for a poller.</summary>
/// <param name="order">The task of the smallest comes first; of equal ones, the one that came first.</param>
/// <param name="take">Makes the answer to the poll; null when the task has become pointless. Runs under the kernel's lock.</param>
internal sealed class ReadyTask(ulong order, Func<Poller, IMessage?> take)
{
    public ulong Order => order;

    public bool IsOff { get; private set; }

    public void CallOff() => IsOff = true;

    public IMessage? Take(Poller poller) => IsOff ? null : take(poller);
}
