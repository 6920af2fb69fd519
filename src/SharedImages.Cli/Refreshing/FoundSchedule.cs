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
    public ScheduleHandle Handle { get; } = Client.GetScheduleHandle(Id);

    /// <exception cref="CommandException">There is none of this id.</exception>
    public static async Task<FoundSchedule> FindAsync(ITemporalClient client, string id, string options, CancellationToken cancellation) =>
        await TryFindAsync(client, id, options, cancellation)
        ?? throw new CommandException(ExitCode.InvalidInput, $"There is no schedule {id} in namespace '{client.Options.Namespace}'; create it with: sharedimages schedule apply FILE{options}");

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
