using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>Finds the images that launches, replacements and shares use.</summary>
public sealed class ImageActivities : IImageActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly ImageResolution resolution;

    /// <summary>Creates the activities.</summary>
    /// <param name="ecs">The ECS client.</param>
    /// <param name="trust">The worker's lists; asked at every check, so that a change counts at once.</param>
    /// <param name="waiting">How patiently to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="installation">Name of this deployment, one for all its workers.</param>
    public ImageActivities(IEcsAccess ecs, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time, string installation)
        : this(ecs, trust, waiting, time, installation, new TemporalRuns())
    {
    }

    internal ImageActivities(IEcsAccess ecs, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time, string installation, IRuns runs)
    {
        this.time = time;
        runner = new(waiting);
        resolution = new(new(ecs, trust, new(runs), new(), waiting), trust, runs, installation);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<ImageReport> ResolveImagesAsync(ResolveImagesRequest request) =>
        runner.RunAsync($"find {request.Image}", time, cancel => resolution.ResolveAsync(request, cancel));
}
