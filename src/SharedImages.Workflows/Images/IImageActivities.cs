using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>What all kinds that use an image ask about it. Reads only.</summary>
public interface IImageActivities
{
    /// <summary>Finds the images that are meant and checks what ECS and the worker's lists tell about them.</summary>
    [Activity]
    Task<ImageReport> ResolveImagesAsync(ResolveImagesRequest request);
}
