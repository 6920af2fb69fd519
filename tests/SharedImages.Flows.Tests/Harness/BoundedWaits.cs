using Temporalio.Client.Interceptors;

namespace SharedImages.Flows.Tests;

/// <summary>Gives up waiting for a workflow, and says how far it is: a test that hangs says nothing.</summary>
/// <param name="deadline">When it gives up.</param>
internal sealed class BoundedWaits(CancellationToken deadline) : IClientInterceptor
{
    public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) => new Outbound(nextInterceptor, deadline);

    private sealed class Outbound(ClientOutboundInterceptor next, CancellationToken deadline) : ClientOutboundInterceptor(next)
    {
        public override async Task<WorkflowHistoryEventPage> FetchWorkflowHistoryEventPageAsync(FetchWorkflowHistoryEventPageInput input)
        {
            try
            {
                return await base.FetchWorkflowHistoryEventPageAsync(input).WaitAsync(deadline);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"{input.Id} was waited for too long; {await ProgressAsync(input)}");
            }
        }

        private async Task<string> ProgressAsync(FetchWorkflowHistoryEventPageInput input)
        {
            try
            {
                var progress = await base.QueryWorkflowAsync<OperationProgress>(new(input.Id, input.RunId, ContractNames.Progress, [], null, null));
                return $"{progress}; {string.Join(" | ", progress.Items.Select(item => item.ToString()))}";
            }
            catch (Exception e) when (e is Temporalio.Exceptions.TemporalException)
            {
                return $"its progress cannot be read: {e.Message}";
            }
        }
    }
}
