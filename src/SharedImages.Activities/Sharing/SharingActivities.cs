using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a sharing.</summary>
public sealed class SharingActivities : ISharingActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly SharesLook look;
    private readonly SharesWriter writer;

    internal SharingActivities(ImageGuard guard, StepRunner runner, Func<TrustOptions> trust, TimeProvider time)
    {
        this.time = time;
        this.runner = runner;
        look = new(guard, trust);
        writer = new(guard, runner);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<SharesSurvey> SurveySharesAsync(SurveySharesRequest request) =>
        runner.RunAsync("see whom the images are shared with", time, cancel => look.TakeAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<string>> ChangeSharesAsync(ChangeSharesRequest request) =>
        runner.RunAsync(request.ToString(), time, cancel => writer.ChangeAsync(request, cancel), failure => Remedies.ForSharing(failure, request.Add));

    /// <inheritdoc/>
    [Activity]
    public Task RestoreSharesAsync(ChangeSharesRequest request) =>
        runner.RunPatientlyAsync(request.ToString(), time, cancel => writer.RestoreAsync(request, cancel));
}
