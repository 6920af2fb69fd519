using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Runs as they are seen from outside: one described, many listed.</summary>
internal static class VisibilityMethods
{
    public static void AddTo(Handlers handlers)
    {
        handlers.Add<DescribeWorkflowExecutionRequest>("DescribeWorkflowExecution", (request, kernel) => Descriptions.Of(kernel.Runs.Find(request.Execution)));
        handlers.Add<ListWorkflowExecutionsRequest>("ListWorkflowExecutions", (request, kernel) => List(request, kernel));
        handlers.Add<CountWorkflowExecutionsRequest>("CountWorkflowExecutions", (request, kernel) =>
            new CountWorkflowExecutionsResponse { Count = kernel.Runs.All.Count(ListFilter.Parse(request.Query, kernel.Attributes)) });
    }

    // All in one page: a rehearsal has few runs, and a page token would have to survive changes.
    private static ListWorkflowExecutionsResponse List(ListWorkflowExecutionsRequest request, Kernel kernel) => new()
    {
        Executions =
        {
            kernel.Runs.All.Where(ListFilter.Parse(request.Query, kernel.Attributes))
                .OrderByDescending(run => run.CloseTime is null)
                .ThenByDescending(run => run.StartTime)
                .Select(Descriptions.Info),
        },
    };
}
