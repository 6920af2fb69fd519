using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of moving a channel.</summary>
public sealed class ChannelActivities : IChannelActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly ChannelLook look;
    private readonly ChannelTags tags;
    private readonly ChannelRecorder recorder;

    internal ChannelActivities(ImageGuard guard, StepRunner runner, IRuns runs, Callers callers, TimeProvider time)
    {
        this.time = time;
        this.runner = runner;
        look = new(guard, runs);
        tags = new(guard, runner);
        recorder = new(callers);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<ChannelSurvey> SurveyChannelAsync(SurveyChannelRequest request) =>
        runner.RunAsync($"find {request.Name} {request.Version}", time, cancel => look.TakeAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task PointChannelAsync(ChannelImage image) => runner.RunAsync(image.ToString(), time, cancel => tags.PointAsync(image, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task ReleaseChannelAsync(ChannelImage image) => runner.RunAsync(image.ToString(), time, cancel => tags.ReleaseAsync(image, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task RestoreChannelAsync(RestoreChannelRequest request) => runner.RunPatientlyAsync(request.Region, time, cancel => tags.RestoreAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task RecordChannelAsync(ChannelRecord record) => runner.RunPatientlyAsync("note the move", time, cancel => recorder.RecordAsync(record, cancel));
}
