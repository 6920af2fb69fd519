using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The steps of the replacement itself, all before the first write. One that an operator can put right parks until he decides.</summary>
internal sealed class ReplacementSteps(ReplacementBoard board)
{
    private static readonly IReadOnlyList<ResolveAction> Decisions = [ResolveAction.Retry, ResolveAction.Abort];

    private readonly Parking parking = new();

    /// <summary>The decision on the step that is parked.</summary>
    public void Decide(ResolveAction action) => parking.Decide(action);

    /// <exception cref="StepFailedException">It cannot be put right, or the operator gave it up; so for all.</exception>
    public Task<ImageReport> ResolveImagesAsync(ReplacementSpec spec)
    {
        IReadOnlyList<string> regions = [.. spec.Instances.Select(selection => selection.Region).Distinct(StringComparer.Ordinal)];
        var request = new ResolveImagesRequest(spec.Account, spec.Image, regions);
        return RunAsync("find images", () => Workflow.ExecuteActivityAsync(
            (IImageActivities a) => a.ResolveImagesAsync(request), StepOptions.Read($"find {spec.Image}, check trust")));
    }

    public Task<FleetSurvey> SurveyAsync(SurveyFleetRequest request) =>
        RunAsync("survey", () => Workflow.ExecuteActivityAsync(
            (IReplacementActivities a) => a.SurveyFleetAsync(request), StepOptions.Read($"find the instances of {request.Selections.Count} selections, check them")));

    /// <summary>Waits for a decision.</summary>
    public async Task<ResolveAction> AskAsync(string step, StepError why, IReadOnlyList<ResolveAction> actions)
    {
        try
        {
            return await parking.WaitAsync(() =>
            {
                board.Park(step, why, actions);
                return Task.CompletedTask;
            });
        }
        finally
        {
            board.Unpark();
        }
    }

    private async Task<T> RunAsync<T>(string step, Func<Task<T>> run)
    {
        while (true)
        {
            StepFailedException failure;
            try
            {
                return await run();
            }
            catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
            {
                failure = StepFailedException.From(step, e);
            }

            if (failure.Error.Kind is StepErrorKind.Invalid or StepErrorKind.RegionNotFound or StepErrorKind.NotFound or StepErrorKind.Untrusted or StepErrorKind.Refused
                || await AskAsync(step, failure.Error, Decisions) != ResolveAction.Retry)
            {
                throw failure;
            }
        }
    }
}
