using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A worker that says that it polls no more waits for all of its polls to end.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Polls_BeforeAndAfterIt_AreAnsweredWithNothing(bool isKilled)
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var service = (await env.ConnectAsync("worker")).WorkflowService;
        if (isKilled)
        {
            await env.KillAsync("worker");
        }

        var before = Poll();
        await service.ShutdownWorkerAsync(new() { Namespace = "default", Identity = "worker", WorkerInstanceKey = "key" });
        var after = Poll();

        (await before.WaitAsync(Deadline)).TaskToken.ShouldBeEmpty();
        (await after.WaitAsync(Deadline)).TaskToken.ShouldBeEmpty();

        Task<PollWorkflowTaskQueueResponse> Poll() => service.PollWorkflowTaskQueueAsync(new()
        {
            Namespace = "default",
            TaskQueue = new() { Name = "queue" },
            Identity = "worker",
            WorkerInstanceKey = "key",
        });
    }
}
