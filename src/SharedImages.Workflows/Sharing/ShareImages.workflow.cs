using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Shares images of ours with accounts and takes them back from others: find the images, see whom they are shared with, refuse what can be
/// refused before anything is written, change all, report. Completed = everything as asked, but for what a person decided to skip; Failed
/// carries the same result object in its details; Canceled = as before, result in the memo.
/// </summary>
[Workflow(ContractNames.ShareImages)]
public sealed class ShareImagesWorkflow : OperationWorkflow
{
    private readonly SpecReading<SharingSpec> reading;
    private readonly OperationBoard board;
    private readonly GivenPlan plan;
    private readonly OwnSteps steps;
    private readonly List<SharesChange> changes = [];
    private SharingAdmission? admission;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="SharingSpec"/>.</param>
    /// <param name="planned">The <see cref="OperationPlan"/> that it is to keep to; null = it does what there is to do.</param>
    [WorkflowInit]
    public ShareImagesWorkflow(IRawValue? spec = null, IRawValue? planned = null)
    {
        plan = GivenPlan.Read(planned);
        reading = SharingSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Sharing, reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
        steps = new(board);
    }

    private protected override OperationBoard Board => board;

    /// <summary>Runs the sharing.</summary>
    /// <param name="spec">See the constructor.</param>
    /// <param name="planned">Likewise.</param>
    [WorkflowRun]
    public async Task<SharingResult> RunAsync(IRawValue? spec = null, IRawValue? planned = null)
    {
        try
        {
            return await ShareAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused([new(failure.Step, failure.Error.Sentence())]);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            var result = await UndoAsync();
            board.Keep(SharingResults.Bounded(result));
            throw;
        }
    }

    private SharingSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(SharingResults.Unreadable(reading.Errors));
        }

        RefuseFor(OperationKinds.Sharing.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? [refusal] : plan.Refusals);
        return spec;
    }

    private async Task<SharingResult> ShareAsync(SharingSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Name} {Version}: {Add} accounts to add, {Remove} to remove", spec.Name, spec.Version, spec.Add.Count, spec.Remove.Count);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        await AdmitAsync(spec);
        board.Enter(OperationPhase.Sharing);
        await Workflow.WhenAllAsync(changes.Select(change => change.RunAsync()));
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        var result = SharingResults.Ended(spec, [.. changes.Select(change => change.Outcome)], admission!.Losses, [.. changes.Select(change => change.Left).OfType<Leftover>()]);
        board.End(result);
        return result.Outcome == OperationOutcome.Completed ? result : throw result.ToFailure();
    }

    private async Task AdmitAsync(SharingSpec spec)
    {
        admission = new(spec, steps, RefuseFor);
        await admission.RunAsync();
        RefuseFor(plan.Changes(SpecDigest.Of(spec), null, SharingItemRules.Items(admission.Changes.Select(change => change.Change))));
        var images = admission.Images;
        changes.AddRange(admission.Changes.Select(change => new SharesChange(change.Change, change.Before, board)));
        board.Plan(changes.Select(change => new ItemProgress { Item = change.Item, State = ItemState.Pending }), images is [{ ImageId: var only }] ? only : null);
        RunAttributes.Set(ContractNames.RegionsAttribute.ValueSet([.. images.Select(image => image.Region).Distinct(StringComparer.Ordinal)]));
    }

    /// <summary>All shares as they were before this run.</summary>
    private async Task<SharingResult> UndoAsync()
    {
        Workflow.Logger.LogInformation("Canceled: what this run changed is taken back");
        if (changes.Count > 0)
        {
            board.Enter(OperationPhase.Undoing);
        }

        await Workflow.WhenAllAsync(changes.Select(change => change.UndoAsync()));
        var result = SharingResults.Canceled(reading.Spec, [.. changes.Select(change => change.Outcome)], [.. changes.Select(change => change.Left).OfType<Leftover>()]);
        board.End(result);
        return result;
    }

    private protected override void Decide(ResolveRequest request)
    {
        if (changes.Find(change => change.Item == request.Item) is { } change)
        {
            change.Decide(request.Action);
        }
        else
        {
            steps.Decide(request.Action);
        }
    }

    private void RefuseFor(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw Refused(refusals);
        }
    }

    private ApplicationFailureException Refused(IReadOnlyList<Refusal> refusals) => Refused(SharingResults.Refused(reading.Spec!, admission?.Losses ?? [], refusals));

    private ApplicationFailureException Refused(SharingResult result)
    {
        board.End(result);
        return result.ToFailure();
    }
}
