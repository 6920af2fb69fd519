using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What a promotion does to the workflows that it started, regions and the launch at its end alike.</summary>
internal static class ChildRuns
{
    /// <summary>Hands a decision on. Null = told; else why not.</summary>
    /// <param name="child">Whose it is; null = it has ended.</param>
    /// <param name="item">What the promotion calls it.</param>
    /// <param name="request">As the child reads it.</param>
    public static async Task<string?> TellAsync(ChildWorkflowHandle? child, string item, ResolveRequest request)
    {
        if (child is null)
        {
            return $"{item} has ended meanwhile";
        }

        try
        {
            await child.SignalAsync(ContractNames.Resolve, [request], new() { CancellationToken = CancellationToken.None });
            return null;
        }
        catch (FailureException e)
        {
            return $"{item} has ended meanwhile ({e.Message})";
        }
    }

    /// <summary>
    /// Stops one of before, which still runs under the id that a new one is to have, after a reset or soon after a terminated run, and waits for its
    /// end. One that has ended stays as it is.
    /// </summary>
    /// <param name="item">Whose child it is.</param>
    /// <param name="id">Its workflow id.</param>
    public static async Task StopAsync(string item, string id)
    {
        Workflow.Logger.LogInformation("{Item}: {WorkflowId} of before still runs; it is stopped and begun again", item, id);
        try
        {
            await Workflow.GetExternalWorkflowHandle(id).CancelAsync();
        }
        catch (FailureException e) when (!TemporalException.IsCanceledException(e))
        {
            Workflow.Logger.LogInformation("{Item}: {WorkflowId} has ended by itself ({Message})", item, id, e.Message);
        }

        await AwaitEndAsync(item, id);
    }

    /// <summary>Waits for the end of one that was not started by this run.</summary>
    /// <param name="item">Whose child it is.</param>
    /// <param name="id">Its workflow id.</param>
    public static async Task AwaitEndAsync(string item, string id) =>
        await Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.AwaitEndAsync(id), StepOptions.Read($"{item}: wait for the end of what runs there from before"));
}
