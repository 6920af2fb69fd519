using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Lists the copies that no run will come back for, and deletes them with their snapshots where that is asked for. Completed = all of them are listed,
/// or gone; Failed carries the same result object in its details; Canceled = no more are deleted, result in the memo.
/// </summary>
[Workflow(SweepNames.SweepLeftovers)]
public sealed class SweepLeftoversWorkflow : OperationWorkflow
{
    private readonly SpecReading<SweepSpec> reading;
    private readonly OperationBoard board = new(OperationKinds.Sweep, SweepNames.All, "");
    private readonly OwnSteps steps;
    private readonly List<LeftoverOutcome> images = [];
    private int more;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="SweepSpec"/>.</param>
    [WorkflowInit]
    public SweepLeftoversWorkflow(IRawValue? spec = null)
    {
        reading = SweepSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        steps = new(board);
    }

    private protected override OperationBoard Board => board;

    /// <summary>Runs the sweep.</summary>
    /// <param name="spec">See the constructor.</param>
    [WorkflowRun]
    public async Task<SweepResult> RunAsync(IRawValue? spec = null)
    {
        try
        {
            return await SweepAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused([new(failure.Step, failure.Error.Sentence())]);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            var result = SweepResults.Canceled(images, more);
            board.End(result);
            board.Keep(SweepResults.Bounded(result));
            throw;
        }
    }

    private SweepSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(SweepResults.Unreadable(reading.Errors));
        }

        return OperationKinds.Sweep.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? throw Refused([refusal]) : spec;
    }

    private async Task<SweepResult> SweepAsync(SweepSpec spec)
    {
        Workflow.Logger.LogInformation("Started: older than {OlderThan}, remove {Remove}", spec.OlderThan, spec.Remove);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        var survey = await steps.RunAsync("survey", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (ISweepActivities a) => a.SurveyLeftoversAsync(spec), StepOptions.Read("find what no run will come back for")));
        if (survey.Refusals.Count > 0)
        {
            throw Refused(survey.Refusals);
        }

        images.AddRange(survey.Images.Select(SweepResults.Found));
        more = survey.More;
        if (spec.Remove)
        {
            await RemoveAsync(survey.Account);
        }

        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        var result = SweepResults.Ended(spec, images, more);
        board.End(result);
        return result.Outcome == OperationOutcome.Completed ? result : throw result.ToFailure();
    }

    // Regions do not wait for each other; within one, a cancellation ends it between two images.
    private async Task RemoveAsync(string account)
    {
        var leftovers = images.Where(image => image.State == ItemState.Pending).Select(image => image.Image).ToList();
        board.Enter(OperationPhase.Cleaning, ContractNames.RegionsAttribute.ValueSet([.. leftovers.Select(image => image.Region).Distinct(StringComparer.Ordinal)]));
        board.Plan(leftovers.Select(image => new ItemProgress { Item = Item(image), State = ItemState.Pending }));
        await Workflow.WhenAllAsync(leftovers.GroupBy(image => image.Region, StringComparer.Ordinal).Select(async region =>
        {
            foreach (var image in region)
            {
                Workflow.CancellationToken.ThrowIfCancellationRequested();
                End(await RemoveAsync(account, image));
            }
        }));
    }

    private async Task<LeftoverOutcome> RemoveAsync(string account, UnfinishedImage image)
    {
        board.Show(new() { Item = Item(image), State = ItemState.Undoing });
        try
        {
            var snapshots = await ImageRemoval.RemoveAsync(new(new(image.Region, image.ImageId, WorkflowTime.Now), account));
            return new() { Image = image, State = ItemState.Done, RemovedSnapshots = snapshots };
        }
        catch (StepFailedException failure) when (failure.Error.Kind is StepErrorKind.Refused or StepErrorKind.InUse)
        {
            // Something keeps it by now.
            return new() { Image = image with { KeptFor = failure.Error.Message }, State = ItemState.Skipped };
        }
        catch (StepFailedException failure)
        {
            return new() { Image = image, State = ItemState.Failed, Error = failure.Error };
        }
    }

    private void End(LeftoverOutcome outcome)
    {
        images[images.FindIndex(image => image.Image.ImageId == outcome.Image.ImageId)] = outcome;
        board.Show(new() { Item = Item(outcome.Image), State = outcome.State, Error = outcome.Error });
    }

    private protected override void Decide(ResolveRequest request) => steps.Decide(request.Action);

    private ApplicationFailureException Refused(IReadOnlyList<Refusal> refusals) => Refused(SweepResults.Refused(refusals));

    private ApplicationFailureException Refused(SweepResult result)
    {
        board.End(result);
        return result.ToFailure();
    }

    private static string Item(UnfinishedImage image) => $"{image.Region}/{image.ImageId}";
}
