using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The steps of the promotion itself. One that an operator can put right parks, in a row of its own, until he decides.</summary>
internal sealed class PromotionSteps(PromotionBoard board)
{
    private static readonly IReadOnlyList<ResolveAction> BeforeWrites = [ResolveAction.Retry, ResolveAction.Abort];

    private readonly Parking parking = new();

    /// <summary>The decision on the step that is parked.</summary>
    public void Decide(ResolveAction action) => parking.Decide(action);

    /// <exception cref="StepFailedException">It cannot be put right, or the operator gave it up; so for all.</exception>
    public Task<SourceReport> ResolveSourceAsync(PromotionSpec spec)
    {
        var request = new ResolveSourceRequest(spec.Source, spec.Account, spec.Share.Accounts);
        return RunAsync("resolve source", BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.ResolveSourceAsync(request), StepOptions.Read($"{spec.Source.Region} {spec.Source.ImageId ?? spec.Source.NamePattern}: find source, check trust")));
    }

    public Task<Survey> SurveyAsync(PromotionSpec spec, string account)
    {
        var request = new SurveyRequest(spec.Name, spec.Version, account, spec.Source.Region, [.. spec.Targets.Select(target => target.Region)]);
        return RunAsync("check regions", BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.SurveyAsync(request), StepOptions.Read($"check {request.Targets.Count} regions, look for what there is of this version")));
    }

    public Task DryRunAsync(CopyRequest copy) => RunAsync("dry run", BeforeWrites, async () =>
    {
        await Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.DryRunCopyAsync(copy), StepOptions.Read($"{copy.FromRegion} {copy.FromImageId}: let ECS check the intake"));
        return true;
    });

    /// <summary>Deletes the intake, its snapshots with it.</summary>
    public Task DeleteIntakeAsync(RemoveImageRequest image) =>
        RunAsync("delete intake", [ResolveAction.Retry, ResolveAction.Skip], () => ImageRemoval.RemoveAsync(image));

    private async Task<T> RunAsync<T>(string step, IReadOnlyList<ResolveAction> actions, Func<Task<T>> run)
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
            catch (StepFailedException e)
            {
                failure = new(step, e.Error, e);
            }

            if (FailureRules.IsFinalBeforeWrite(failure.Error) || await ParkAsync(failure, actions) != ResolveAction.Retry)
            {
                throw failure;
            }
        }
    }

    private async Task<ResolveAction> ParkAsync(StepFailedException failure, IReadOnlyList<ResolveAction> actions)
    {
        try
        {
            return await parking.WaitAsync(() =>
            {
                board.Park(failure, actions);
                return Task.CompletedTask;
            });
        }
        finally
        {
            board.Unpark();
        }
    }
}
