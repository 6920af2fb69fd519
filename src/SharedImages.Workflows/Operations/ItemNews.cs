using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What a workflow tells the operation that started it of one of its items, by signal; see <see cref="ProgressRules.IsNews"/>. Alone it tells nobody.</summary>
/// <param name="told">What that operation knows.</param>
internal sealed class ItemNews(ItemProgress told)
{
    private ItemProgress told = told;

    /// <summary>Tells it if it is news.</summary>
    public Task TellAsync(ItemProgress now) => ProgressRules.IsNews(told, now) ? SendAsync(now) : Task.CompletedTask;

    /// <summary>Tells how it has ended, for an operation that does not hear it from a result of its own.</summary>
    public Task EndAsync(ItemProgress now) => SendAsync(now);

    private async Task SendAsync(ItemProgress now)
    {
        if (Workflow.Info.Parent is not { } parent)
        {
            return;
        }

        told = now;
        try
        {
            await Workflow.GetExternalWorkflowHandle(parent.WorkflowId, parent.RunId)
                .SignalAsync(ContractNames.RegionChanged, [now], new() { CancellationToken = CancellationToken.None });
        }
        catch (FailureException e)
        {
            // It is gone (terminated); its child still ends in order.
            Workflow.Logger.LogWarning("{Item}: {Parent} cannot be told: {Message}", now.Item, parent.WorkflowId, e.Message);
        }
    }
}
