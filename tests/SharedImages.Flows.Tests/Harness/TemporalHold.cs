using Google.Protobuf;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>
/// Holds a write that the activities of a worker send to Temporal, as a fault of the simulator holds a call of ECS. What only reads is not counted, and what is sent
/// again as it was is counted once.
/// </summary>
/// <param name="nth">Which write, counted from 1 since it has begun.</param>
/// <param name="at"><see cref="FaultKind.HoldRequest"/> = before Temporal has it, <see cref="FaultKind.HoldAnswer"/> = when Temporal has answered it.</param>
public sealed class TemporalHold(int nth, FaultKind at)
{
    private readonly TaskCompletionSource holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OrderedDictionary<string, string> writes = new(StringComparer.Ordinal);
    private volatile bool hasBegun;

    /// <summary>From now on it counts.</summary>
    public void Begin() => hasBegun = true;

    /// <summary>Ends when the write is held.</summary>
    public Task Holding => holding.Task;

    /// <summary>The writes so far, by the names of their calls.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (writes)
            {
                return [.. writes.Values];
            }
        }
    }

    /// <summary>Lets go of it.</summary>
    public void Release() => released.TrySetResult();

    internal async Task<T> SendAsync<T>(string rpc, IMessage request, Func<Task<T>> send)
    {
        var isMeant = hasBegun && IsWrite(rpc) && IsMeant(rpc, request);
        if (isMeant && at == FaultKind.HoldRequest)
        {
            await HoldAsync();
        }

        var answer = await send();
        if (isMeant && at == FaultKind.HoldAnswer)
        {
            await HoldAsync();
        }

        return answer;
    }

    private static bool IsWrite(string rpc) => !rpc.StartsWith("Describe", StringComparison.Ordinal) && !rpc.StartsWith("Get", StringComparison.Ordinal) && !rpc.StartsWith("List", StringComparison.Ordinal) && !rpc.StartsWith("Poll", StringComparison.Ordinal);

    private bool IsMeant(string rpc, IMessage request)
    {
        lock (writes)
        {
            return writes.TryAdd($"{rpc} {request}", rpc) && writes.Count == nth;
        }
    }

    private Task HoldAsync()
    {
        holding.TrySetResult();
        return released.Task;
    }
}
