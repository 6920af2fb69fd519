using Temporalio.Testing;

namespace SharedImages.Activities.Tests;

/// <summary>One activity, attempt after attempt, as Temporal runs it: each attempt reads the last heartbeat of the ones before.</summary>
internal sealed class ActivityRun(Site site)
{
    private readonly DateTimeOffset scheduled = site.Time.GetUtcNow();
    private IReadOnlyList<object?> details = [];
    private int attempts;

    /// <summary>Details of the last heartbeat.</summary>
    public IReadOnlyList<object?> Details => details;

    /// <summary>What the attempts have logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>Runs the next attempt.</summary>
    public Task<T> AttemptAsync<T>(Func<PromotionActivities, Task<T>> step) => Next().RunAsync(() => step(site.Activities));

    /// <inheritdoc cref="AttemptAsync{T}"/>
    public Task AttemptAsync(Func<PromotionActivities, Task> step) => Next().RunAsync(() => step(site.Activities));

    /// <summary>The environment of the next attempt, for a test that cancels it.</summary>
    public ActivityEnvironment Next() => new()
    {
        Info = site.Attempt(++attempts, site.Time.GetUtcNow() - scheduled, details),
        Heartbeater = said => details = said,
        Logger = Log,
    };
}
