using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What a part tells the workflow that started it, by signal.</summary>
internal static class PartNews
{
    /// <summary>An instance parks, or goes on.</summary>
    public static Task TellAsync(ItemProgress now) => SendAsync(ReplacementNames.InstanceChanged, now, now.Item);

    /// <summary>Sends it; one that cannot be sent is logged, for the part still ends in order.</summary>
    public static async Task SendAsync(string signal, object news, string of)
    {
        if (Workflow.Info.Parent is not { } parent)
        {
            return;
        }

        try
        {
            await Workflow.GetExternalWorkflowHandle(parent.WorkflowId, parent.RunId).SignalAsync(signal, [news], new() { CancellationToken = CancellationToken.None });
        }
        catch (FailureException e)
        {
            Workflow.Logger.LogWarning("{Item}: {Parent} cannot be told: {Message}", of, parent.WorkflowId, e.Message);
        }
    }
}
