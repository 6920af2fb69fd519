using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;

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

        var before = PollAsync(service, "key");
        await service.ShutdownWorkerAsync(new() { Namespace = "default", Identity = "worker", WorkerInstanceKey = "key" });
        var after = PollAsync(service, "key");

        (await before.WaitAsync(Deadline)).TaskToken.ShouldBeEmpty();
        (await after.WaitAsync(Deadline)).TaskToken.ShouldBeEmpty();
    }

    /// <summary>As an SDK calls that gives its workers none: one of them goes, the others stay.</summary>
    [Fact]
    public async Task WithoutAKey_PollsAreLeftAlone()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var service = env.Client.WorkflowService;

        var before = PollAsync(service, "");
        await service.ShutdownWorkerAsync(new() { Namespace = "default", Identity = "worker" });
        var after = PollAsync(service, "");
        await env.Client.StartWorkflowAsync("one", [], new("one", "queue"));
        await env.Client.StartWorkflowAsync("another", [], new("another", "queue"));

        (await before.WaitAsync(Deadline)).TaskToken.ShouldNotBeEmpty();
        (await after.WaitAsync(Deadline)).TaskToken.ShouldNotBeEmpty();
    }

    private static Task<PollWorkflowTaskQueueResponse> PollAsync(WorkflowService service, string key) => service.PollWorkflowTaskQueueAsync(new()
    {
        Namespace = "default",
        TaskQueue = new() { Name = "queue" },
        Identity = "worker",
        WorkerInstanceKey = key,
    });
}
