using SharedImages.Workflows;
using Temporalio.Exceptions;
using Temporalio.Testing;

namespace SharedImages.Activities.Tests;

/// <summary>One activity, attempt after attempt, as Temporal runs it: each attempt reads the last heartbeat of the ones before, and what the last failure told.</summary>
/// <param name="site">Where it runs.</param>
/// <param name="workflowId">Workflow that asked for it.</param>
internal sealed class ActivityRun(Site site, string workflowId = Runs.Region)
{
    private readonly DateTimeOffset scheduled = site.Time.GetUtcNow();
    private IReadOnlyList<object?> details = [];
    private int attempts;

    /// <summary>Details of the last heartbeat.</summary>
    public IReadOnlyList<object?> Details => details;

    /// <summary>What the last failed attempt saw of the copy that it waits for.</summary>
    public CopyLook? LastLook { get; private set; }

    /// <summary>What the last heartbeat told of the promotion's other copies.</summary>
    public IReadOnlyList<CopyLook>? Beside => details is [CopyLook look, ..] ? look.Beside : null;

    /// <summary>How often an attempt has said something to Temporal before its end.</summary>
    public int Heartbeats { get; private set; }

    /// <summary>What the attempts have logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>What ResetActivity does: attempts count anew, the last failure is gone, the heartbeat stays.</summary>
    public void Reset() => (attempts, LastLook) = (0, details is [CopyLook look, ..] ? look with { Beside = null } : null);

    /// <summary>Runs the next attempt.</summary>
    public async Task<T> AttemptAsync<T>(Func<PromotionActivities, Task<T>> step)
    {
        try
        {
            return await Next().RunAsync(() => step(site.Activities));
        }
        catch (ApplicationFailureException failure) when (!failure.NonRetryable && failure.Details.Count > 0)
        {
            LastLook = failure.Details.ElementAt<CopyLook>(0);
            throw;
        }
    }

    /// <inheritdoc cref="AttemptAsync{T}"/>
    public Task AttemptAsync(Func<PromotionActivities, Task> step) => AttemptAsync(async activities =>
    {
        await step(activities);
        return true;
    });

    /// <summary>The environment of the next attempt, for a test that cancels it.</summary>
    public ActivityEnvironment Next()
    {
        site.Runs.LastLook = LastLook;
        return new()
        {
            Info = site.Attempt(++attempts, site.Time.GetUtcNow() - scheduled, details) with { WorkflowId = workflowId, WorkflowRunId = workflowId == Runs.Region ? Runs.RegionRun : $"run of {workflowId}" },
            Heartbeater = said => (details, Heartbeats) = (said, Heartbeats + 1),
            Logger = Log,
        };
    }
}
