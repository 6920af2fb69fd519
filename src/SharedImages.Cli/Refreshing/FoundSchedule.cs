using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>A schedule that is there.</summary>
/// <param name="Client">Connected.</param>
/// <param name="Id">Its id.</param>
/// <param name="Description">As Temporal has it.</param>
/// <param name="Options">The connection options, to be given again in a command that is suggested.</param>
internal sealed record FoundSchedule(ITemporalClient Client, string Id, ScheduleDescription Description, string Options)
{
    private static readonly TimeSpan SeenTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    public ScheduleHandle Handle { get; } = Client.GetScheduleHandle(Id);

    /// <exception cref="CommandException">There is none of this id.</exception>
    public static async Task<FoundSchedule> FindAsync(ITemporalClient client, string id, string options, CancellationToken cancellation) =>
        await TryFindAsync(client, id, options, cancellation)
        ?? throw new CommandException(ExitCode.InvalidInput, $"There is no schedule {id} in namespace '{client.Options.Namespace}'; create it with: {Invocation.Program} schedule apply FILE{options}");

    /// <summary>Waits until Temporal shows what it was asked for.</summary>
    /// <param name="isSeen">Whether it does; null = there is no such schedule.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CommandException">It does not.</exception>
    public async Task UntilAsync(Func<ScheduleDescription?, bool> isSeen, TimeProvider time, CancellationToken cancellation)
    {
        var deadline = time.GetUtcNow() + SeenTimeout;
        while (!isSeen((await TryFindAsync(Client, Id, Options, cancellation))?.Description))
        {
            if (time.GetUtcNow() > deadline)
            {
                throw new CommandException(ExitCode.TemporalUnavailable, $"Temporal has accepted the change of {Id} and does not show it after {SeenTimeout.TotalSeconds:0} s; see: {Invocation.Program} schedule show {Id}{Options}");
            }

            await Task.Delay(LookInterval, time, cancellation);
        }
    }

    /// <summary>Null when there is none.</summary>
    public static async Task<FoundSchedule?> TryFindAsync(ITemporalClient client, string id, string options, CancellationToken cancellation)
    {
        try
        {
            return new(client, id, await client.GetScheduleHandle(id).DescribeAsync(OperationRun.Call(cancellation)), options);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }
}
