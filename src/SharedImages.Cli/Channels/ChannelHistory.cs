using SharedImages.Workflows;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>The history of an image name's channels, seen through Temporal.</summary>
/// <param name="client">Connected.</param>
/// <param name="name">The image name.</param>
/// <param name="options">The connection options that were given, to be given again in a command that is suggested.</param>
internal sealed class ChannelHistory(ITemporalClient client, string name, string options)
{
    private readonly WorkflowHandle handle = client.GetWorkflowHandle(ChannelNames.HistoryId(name));

    /// <summary>Where the channels are; needs no worker.</summary>
    /// <exception cref="CommandException">Nothing is known of them.</exception>
    public async Task<ImageChannels> ReadAsync(CancellationToken cancellation) =>
        (await DescribeAsync(cancellation)).Memo.TryGetValue(ChannelNames.ChannelsMemo, out var memo) ? await memo.ToValueAsync<ImageChannels>() : throw Unknown();

    /// <summary>How they got there; a worker answers.</summary>
    /// <exception cref="CommandException">Nothing is known of them, or no worker answers.</exception>
    public async Task<ChannelMoves> ReadMovesAsync(CancellationToken cancellation)
    {
        var queue = (await DescribeAsync(cancellation)).TaskQueue!;
        if (!await Workers.PollAsync(client, queue, cancellation))
        {
            throw new CommandException(ExitCode.Failed, Workers.NonePolls(client, queue, options));
        }

        try
        {
            return await handle.QueryAsync<ChannelMoves>(ChannelNames.Moves, [], new() { Rpc = OperationRun.Call(cancellation) });
        }
        catch (TemporalException e) when (OperationRun.IsTimeout(e) && !cancellation.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.Failed, Workers.NoneAnswers(client, queue));
        }
    }

    private async Task<WorkflowExecutionDescription> DescribeAsync(CancellationToken cancellation)
    {
        try
        {
            return await handle.DescribeAsync(new() { Rpc = OperationRun.Call(cancellation) });
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            throw Unknown();
        }
    }

    private CommandException Unknown() => new(
        ExitCode.InvalidInput,
        $"Nothing is known of channels of {name} in namespace '{client.Options.Namespace}'; set one, and it is known again: {ChannelRequest.Command(name, "CHANNEL", "VERSION")}{options}");
}
