using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Worker;

/// <summary>The register of recalls that the workers of a task queue go by. Without it they take and share nothing.</summary>
public static class RecallRegister
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Begins it where there never was one.</summary>
    /// <returns>False = there was one, and somebody has ended it. What it held is lost, so that is for a person to decide on.</returns>
    public static async Task<bool> EnsureAsync(ITemporalClient client, string taskQueue, CancellationToken cancellationToken = default)
    {
        try
        {
            await StartAsync(client, taskQueue, WorkflowIdReusePolicy.RejectDuplicate, cancellationToken);
            return true;
        }
        catch (WorkflowAlreadyStartedException)
        {
            return false;
        }
    }

    /// <summary>Begins it anew, empty, also where one was ended; one that is there is left as it is.</summary>
    public static Task BeginAnewAsync(ITemporalClient client, string taskQueue, CancellationToken cancellationToken = default) =>
        StartAsync(client, taskQueue, WorkflowIdReusePolicy.AllowDuplicate, cancellationToken);

    private static async Task StartAsync(ITemporalClient client, string taskQueue, WorkflowIdReusePolicy reuse, CancellationToken cancellationToken)
    {
        try
        {
            await client.StartWorkflowAsync(RecallNames.RecallRegister, [], new(RecallNames.RegisterId(taskQueue), taskQueue)
            {
                IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
                IdReusePolicy = reuse,
                StaticSummary = "Which images must not be used",
                Rpc = new() { Timeout = CallTimeout, CancellationToken = cancellationToken },
            });
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TemporalUnavailableException(
                $"Temporal at {client.Connection.Options.TargetHost} does not begin the register of recalls {RecallNames.RegisterId(taskQueue)} ({e.Code}: {e.Message}): see whether this identity may start workflows there, and try again.", e);
        }
    }
}
