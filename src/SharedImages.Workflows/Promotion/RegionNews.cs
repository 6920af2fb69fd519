using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What a region's workflow tells its promotion, by signal; see <see cref="ProgressRules.IsNews"/>.</summary>
/// <param name="told">What the promotion knows.</param>
internal sealed class RegionNews(ItemProgress told)
{
    private ItemProgress told = told;

    /// <summary>Tells it if it is news.</summary>
    public async Task TellAsync(ItemProgress now)
    {
        if (!ProgressRules.IsNews(told, now) || Workflow.Info.Parent is not { } parent)
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
            // The promotion is gone (terminated); its region still ends in order.
            Workflow.Logger.LogWarning("{Region}: the promotion cannot be told: {Message}", now.Item, e.Message);
        }
    }
}
