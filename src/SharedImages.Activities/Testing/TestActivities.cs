using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a smoke test.</summary>
public sealed class TestActivities : ITestActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly CommandRunning running;

    internal TestActivities(ImageGuard guard, InstanceGuard instances, StepRunner runner, WaitingOptions waiting, TimeProvider time)
    {
        this.time = time;
        this.runner = runner;
        running = new(guard, instances, runner, waiting);
    }

    /// <inheritdoc/>
    [Activity]
    public Task AwaitAgentsAsync(AwaitAgentsRequest request) =>
        runner.RunAsync($"{request.Region}: wait for the agents", time, cancel => running.LookForAgentsAsync(request, cancel), TestRemedies.For);

    /// <inheritdoc/>
    [Activity]
    public Task<string> StartCommandAsync(StartCommandRequest request) =>
        runner.RunAsync($"{request.Region}: run \"{request.Command.Run}\"", time, cancel => running.StartAsync(request, cancel), TestRemedies.For);

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<CommandResult>> AwaitCommandAsync(AwaitCommandRequest request) =>
        runner.RunAsync($"{request.Region}: wait for \"{request.Command.Run}\"", time, cancel => running.LookForResultsAsync(request, cancel), TestRemedies.For);
}
