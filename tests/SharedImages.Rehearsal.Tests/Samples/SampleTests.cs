using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Testing;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Tests in the form that users of <c>Temporalio.Testing</c> write, on a rehearsal in place of <c>StartTimeSkippingAsync</c>.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Activity()
    {
        await using var env = await StartAsync();
        using var worker = new TemporalWorker(env.Client, Options());

        await worker.ExecuteAsync(async () =>
            (await env.Client.ExecuteWorkflowAsync((GreetingWorkflow wf) => wf.RunAsync("Temporal"), Start())).ShouldBe("Hello, Temporal!"));
    }

    [Fact]
    public async Task ActivityThatIsRetried()
    {
        await using var env = await StartAsync();
        using var worker = new TemporalWorker(env.Client, Options());
        var before = await env.GetCurrentTimeAsync();

        await worker.ExecuteAsync(async () =>
        {
            (await env.Client.ExecuteWorkflowAsync((RetryingWorkflow wf) => wf.RunAsync(), Start())).ShouldBe(3);
            (await env.GetCurrentTimeAsync() - before).ShouldBe(TimeSpan.FromHours(3));
        });
    }

    [Fact]
    public async Task TimeSkipping()
    {
        await using var env = await StartAsync();
        using var worker = new TemporalWorker(env.Client, Options());
        var before = await env.GetCurrentTimeAsync();

        await worker.ExecuteAsync(async () =>
            (await env.Client.ExecuteWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(30), Start())).ShouldBe(before.AddDays(30)));
    }

    [Fact]
    public async Task TimeSkipping_ByHand()
    {
        await using var env = await StartAsync();
        using var worker = new TemporalWorker(env.Client, Options());

        await worker.ExecuteAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(2), Start());
            var before = await env.GetCurrentTimeAsync();
            await env.DelayAsync(TimeSpan.FromDays(1));
            (await env.GetCurrentTimeAsync()).ShouldBe(before.AddDays(1));
            (await handle.DescribeAsync()).Status.ShouldBe(Temporalio.Api.Enums.V1.WorkflowExecutionStatus.Running);
            await env.DelayAsync(TimeSpan.FromDays(1.1));
            (await handle.DescribeAsync()).Status.ShouldBe(Temporalio.Api.Enums.V1.WorkflowExecutionStatus.Completed);
        });
    }

    [Fact]
    public async Task SignalsAndQueries()
    {
        await using var env = await StartAsync();
        using var worker = new TemporalWorker(env.Client, Options());

        await worker.ExecuteAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((AccountWorkflow wf) => wf.RunAsync(), Start());
            await handle.SignalAsync(wf => wf.DepositAsync(100));
            (await handle.QueryAsync(wf => wf.Balance)).ShouldBe(100);
            await handle.SignalAsync(wf => wf.CloseAsync());
            (await handle.GetResultAsync()).ShouldBe(100);
            (await handle.QueryAsync(wf => wf.Balance)).ShouldBe(100);
        });
    }

    [Fact]
    public async Task Updates()
    {
        await using var env = await StartAsync();
        using var worker = new TemporalWorker(env.Client, Options());

        await worker.ExecuteAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((AccountWorkflow wf) => wf.RunAsync(), Start());
            await handle.SignalAsync(wf => wf.DepositAsync(100));
            (await handle.ExecuteUpdateAsync(wf => wf.WithdrawAsync(30))).ShouldBe(70);
            var refused = await Should.ThrowAsync<WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync(wf => wf.WithdrawAsync(80)));
            refused.InnerException.ShouldBeOfType<ApplicationFailureException>().Message.ShouldBe("only 70 left");
            await handle.SignalAsync(wf => wf.CloseAsync());
            (await handle.GetResultAsync()).ShouldBe(70);
        });
    }

    [Fact]
    public async Task Children()
    {
        await using var env = await StartAsync();
        using var worker = new TemporalWorker(env.Client, Options());

        await worker.ExecuteAsync(async () =>
            (await env.Client.ExecuteWorkflowAsync((ParentWorkflow wf) => wf.RunAsync(new[] { "one", "two" }), Start())).ShouldBe("Hello, one! Hello, two!"));
    }

    [Fact]
    public async Task ContinueAsNew()
    {
        await using var env = await StartAsync();
        using var worker = new TemporalWorker(env.Client, Options());
        var before = await env.GetCurrentTimeAsync();

        await worker.ExecuteAsync(async () =>
        {
            (await env.Client.ExecuteWorkflowAsync((CountdownWorkflow wf) => wf.RunAsync(3), Start())).ShouldBe("done");
            (await env.GetCurrentTimeAsync() - before).ShouldBe(TimeSpan.FromHours(4));
        });
    }

    private static async Task<WorkflowEnvironment> StartAsync() => await RehearsalEnvironment.StartAsync();

    private static TemporalWorkerOptions Options() => new TemporalWorkerOptions("samples")
        .AddAllActivities(new OrderActivities())
        .AddWorkflow<GreetingWorkflow>()
        .AddWorkflow<RetryingWorkflow>()
        .AddWorkflow<SleepWorkflow>()
        .AddWorkflow<AccountWorkflow>()
        .AddWorkflow<ParentWorkflow>()
        .AddWorkflow<CountdownWorkflow>();

    private static WorkflowOptions Start() => new($"sample-{Guid.NewGuid():N}", "samples");
}
