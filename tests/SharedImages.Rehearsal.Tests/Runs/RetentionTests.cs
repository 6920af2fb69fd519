using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A run that has ended is kept for as long as the rehearsal is told, and then as if it had never been.</summary>
public sealed class RetentionTests
{
    private const string Queue = "queue";

    [Fact]
    public Task AfterIt_ARunThatHasEnded_IsNotFound() => PlayAsync(TimeSpan.FromDays(3), async env =>
    {
        var ended = await env.Client.StartWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(1), new("ended", Queue));
        var open = await env.Client.StartWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(30), new("open", Queue));
        await ended.GetResultAsync();
        await env.DelayAsync(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        (await ended.DescribeAsync()).Status.ShouldBe(WorkflowExecutionStatus.Completed);
        (await IdsAsync(env)).ShouldBe(["open", "ended"]);

        await env.DelayAsync(TimeSpan.FromSeconds(1));

        (await IdsAsync(env)).ShouldBe(["open"]);
        (await env.Client.CountWorkflowsAsync("")).Count.ShouldBe(1);
        await NotFoundAsync(() => ended.DescribeAsync());
        await NotFoundAsync(() => ended.FetchHistoryAsync());
        await NotFoundAsync(() => ended.GetResultAsync());
        await NotFoundAsync(() => env.Client.GetWorkflowHandle("ended").DescribeAsync());
        (await open.DescribeAsync()).Status.ShouldBe(WorkflowExecutionStatus.Running);
    });

    [Theory]
    [InlineData(3)]
    [InlineData(null)]
    public Task TheNamespace_SaysIt(int? days) => PlayAsync(days is { } some ? TimeSpan.FromDays(some) : null, async env =>
    {
        var described = await env.Client.WorkflowService.DescribeNamespaceAsync(new() { Namespace = "default" });

        described.Config.WorkflowExecutionRetentionTtl?.ToTimeSpan().Days.ShouldBe(days ?? 0);
        (described.Config.WorkflowExecutionRetentionTtl is null).ShouldBe(days is null);
    });

    [Fact]
    public Task AfterIt_TheIdIsFree() => PlayAsync(TimeSpan.FromHours(1), async env =>
    {
        var options = new WorkflowOptions("once", Queue) { IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate };
        await env.Client.ExecuteWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(1), options);
        await Should.ThrowAsync<WorkflowAlreadyStartedException>(() => env.Client.StartWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(1), options));

        await env.DelayAsync(TimeSpan.FromHours(1));

        await env.Client.ExecuteWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(1), options);
    });

    [Fact]
    public Task OfAChain_TheLastRunStays() => PlayAsync(TimeSpan.FromSeconds(90), async env =>
    {
        var handle = await env.Client.StartWorkflowAsync((CountdownWorkflow wf) => wf.RunAsync(3), new("countdown", Queue));
        await env.Client.GetWorkflowHandle("countdown").GetResultAsync();

        await env.DelayAsync(TimeSpan.FromSeconds(1));

        await NotFoundAsync(() => env.Client.GetWorkflowHandle("countdown", handle.ResultRunId).DescribeAsync());
        (await env.Client.GetWorkflowHandle("countdown").DescribeAsync()).Status.ShouldBe(WorkflowExecutionStatus.Completed);
    });

    [Fact]
    public Task Without_RunsStayForEver() => PlayAsync(null, async env =>
    {
        var handle = await env.Client.StartWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(1), new("ended", Queue));
        await handle.GetResultAsync();

        await env.DelayAsync(TimeSpan.FromDays(10_000));

        (await handle.DescribeAsync()).Status.ShouldBe(WorkflowExecutionStatus.Completed);
    });

    private static async Task PlayAsync(TimeSpan? retention, Func<RehearsalEnvironment, Task> play)
    {
        await using var env = await RehearsalEnvironment.StartAsync(new() { Retention = retention });
        using var worker = new TemporalWorker(env.Client, new TemporalWorkerOptions(Queue).AddWorkflow<SleepWorkflow>().AddWorkflow<CountdownWorkflow>());
        await worker.ExecuteAsync(() => play(env));
    }

    private static async Task NotFoundAsync(Func<Task> call) => (await Should.ThrowAsync<RpcException>(call)).Code.ShouldBe(RpcException.StatusCode.NotFound);

    private static async Task<List<string>> IdsAsync(RehearsalEnvironment env)
    {
        var ids = new List<string>();
        await foreach (var run in env.Client.ListWorkflowsAsync(""))
        {
            ids.Add(run.Id);
        }

        return ids;
    }
}
