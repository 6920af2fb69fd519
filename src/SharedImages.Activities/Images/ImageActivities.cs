using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>Finds the images that launches, replacements and shares use.</summary>
public sealed class ImageActivities : IImageActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly ImageResolution resolution;

    internal ImageActivities(ImageGuard guard, StepRunner runner, IRuns runs, Func<TrustOptions> trust, TimeProvider time, string installation)
    {
        this.time = time;
        this.runner = runner;
        resolution = new(guard, trust, runs, installation);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<ImageReport> ResolveImagesAsync(ResolveImagesRequest request) =>
        runner.RunAsync($"find {request.Image}", time, cancel => resolution.ResolveAsync(request, cancel));
}
