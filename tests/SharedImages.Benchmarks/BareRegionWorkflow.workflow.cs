using Temporalio.Activities;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Benchmarks;

/// <summary>As many activities as a region has, of which one takes as many attempts as the looks at a copy.</summary>
[Workflow]
public sealed class BareRegionWorkflow
{
    private const int Activities = 5;
    private const int Looks = 4;

    /// <summary>Does nothing, so often as it is asked.</summary>
    [Activity]
    public static void Step(int attempts)
    {
        var attempt = ActivityExecutionContext.Current.Info.Attempt;
        if (attempt < attempts)
        {
            throw new ApplicationFailureException("later", nextRetryDelay: TimeSpan.FromSeconds(20), category: Temporalio.Api.Enums.V1.ApplicationErrorCategory.Benign);
        }
    }

    public static Task RunAsChildAsync(int number) => Workflow.ExecuteChildWorkflowAsync(
        (BareRegionWorkflow region) => region.RunAsync(), new() { Id = $"{Workflow.Info.WorkflowId}/{number}" });

    [WorkflowRun]
    public async Task RunAsync()
    {
        for (var step = 1; step <= Activities; step++)
        {
            var attempts = step == Activities ? Looks : 1;
            await Workflow.ExecuteActivityAsync(() => Step(attempts), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
        }
    }
}
