using Temporalio.Api.Enums.V1;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// Time that skips by itself can be switched off; then only delays let it pass. The engine's own: the real server skips none, and Temporal's
/// test server goes by the wall meanwhile.
/// </summary>
public sealed class TimeSkippingTests
{
    [Fact]
    public async Task Disabled_OnlyADelayLetsTimePass()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        using var worker = new TemporalWorker(env.Client, new TemporalWorkerOptions("queue").AddWorkflow<SleepWorkflow>());
        var began = env.Time.GetUtcNow();

        await worker.ExecuteAsync(() => env.WithAutoTimeSkippingDisabledAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(2), new("id", "queue"));
            var (result, timer) = (handle.GetResultAsync(), Task.Delay(TimeSpan.FromDays(2), env.Time));
            await Stage.BegunAsync(handle);
            env.Time.GetUtcNow().ShouldBe(began);

            await env.DelayAsync(TimeSpan.FromDays(1));
            env.Time.GetUtcNow().ShouldBe(began.AddDays(1));
            (await handle.DescribeAsync()).Status.ShouldBe(WorkflowExecutionStatus.Running);

            await env.DelayAsync(TimeSpan.FromDays(1));
            (await result).ShouldBe(began.AddDays(2).UtcDateTime);
            await timer;
        }));
    }

    [Fact]
    public async Task EnabledAgain_WhoWaitsLetsTimePass()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var began = env.Time.GetUtcNow();
        Task? timer = null;
        await env.WithAutoTimeSkippingDisabledAsync(async () =>
        {
            await Should.ThrowAsync<InvalidOperationException>(() => env.WithAutoTimeSkippingDisabledAsync(() => throw new InvalidOperationException()));
            timer = Task.Delay(TimeSpan.FromDays(2), env.Time);
            env.Time.GetUtcNow().ShouldBe(began);
        });

        await timer!;

        env.Time.GetUtcNow().ShouldBe(began.AddDays(2));
    }
}
