using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>The steps of a smoke test (facts §2.18). Only instances that carry the run's tag are touched, and only by commands that the worker allows.</summary>
public interface ITestActivities
{
    /// <summary>Waits until the agent of each instance is ready; one look per attempt. Fails as <see cref="StepErrorKind.TestFailed"/> when one is not within the time.</summary>
    [Activity]
    Task AwaitAgentsAsync(AwaitAgentsRequest request);

    /// <summary>Begins a command and gives the invocation's id. The same client token begins it once.</summary>
    [Activity]
    Task<string> StartCommandAsync(StartCommandRequest request);

    /// <summary>Waits until a command has ended on all its instances; one look per attempt.</summary>
    [Activity]
    Task<IReadOnlyList<CommandResult>> AwaitCommandAsync(AwaitCommandRequest request);
}
