using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Brings one version of an image to its target regions: resolve and trust-check the source, take it in, distribute, share, report.
/// Completed = everything as asked, but for what a person decided to skip; Failed carries the same result object in its details;
/// Canceled = undone, result in the memo.
/// </summary>
[Workflow(ContractNames.PromoteImage)]
public sealed class PromoteImageWorkflow
{
    private static readonly IReadOnlyList<ResolveAction> BeforeWrites = [ResolveAction.Retry, ResolveAction.Abort];

    private readonly SpecReading reading;
    private readonly PromotionBoard board;
    private readonly RegionRuns regions;
    private RunIdentity? identity;
    private SourceImage? source;
    private IReadOnlyList<VersionCopy> before = [];
    private ResolveAction? decision;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="PromotionSpec"/>.</param>
    [WorkflowInit]
    public PromoteImageWorkflow(IRawValue? spec = null)
    {
        reading = PromotionSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
        regions = new(board);
    }

    /// <summary>What is going on.</summary>
    [WorkflowQuery(ContractNames.Progress)]
    public PromotionProgress Progress => board.Progress;

    /// <summary>Runs the promotion.</summary>
    /// <param name="spec">See the constructor.</param>
    [WorkflowRun]
    public async Task<PromotionResult> RunAsync(IRawValue? spec = null)
    {
        try
        {
            return await PromoteAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused(ResultRules.Refused(reading.Spec!, source, [new(failure.Step, failure.Error.Sentence())]));
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            Workflow.Logger.LogInformation("Cancelled: what this run made is removed");
            var report = await UndoAsync();
            board.Enter(PromotionPhase.Ended);
            var result = ResultRules.Canceled(reading.Spec, source, regions.Outcomes, report);
            Workflow.Logger.LogInformation("Ended: {Summary}", result.Summary);
            Workflow.UpsertMemo(MemoUpdate.ValueSet(ContractNames.ResultMemo, ResultRules.Bounded(result)));
            throw;
        }
    }

    /// <summary>An operator's decision on a parked item. Answers when the item has been told.</summary>
    [WorkflowUpdate(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public async Task<ItemProgress> ResolveAsync(IRawValue request)
    {
        ResolveRequests.Check(request, board.Items, out var read);
        return await DecideAsync(read!) is { } late
            ? throw new ApplicationFailureException(late, errorType: ContractNames.Refused)
            : new() { Item = read!.Item, State = ItemState.Looking };
    }

    /// <summary>Refuses a decision that cannot be carried out, and says what can.</summary>
    [WorkflowUpdateValidator(nameof(ResolveAsync))]
    public void ValidateResolve(IRawValue request)
    {
        if (ResolveRequests.Check(request, board.Items, out _) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused);
        }
    }

    /// <summary>The same decision as a signal, for batch operations over many promotions; one that cannot be carried out is logged and ignored.</summary>
    [WorkflowSignal(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public async Task ResolveSignalAsync(IRawValue request)
    {
        if ((ResolveRequests.Check(request, board.Items, out var read) ?? await DecideAsync(read!)) is { } refusal)
        {
            Workflow.Logger.LogWarning("Resolve ignored: {Refusal}", refusal);
        }
    }

    /// <summary>A region tells that it is parked, goes on, or knows its image; see <see cref="ProgressRules.IsNews"/>.</summary>
    [WorkflowSignal(ContractNames.RegionChanged)]
    public Task RegionChangedAsync(IRawValue news)
    {
        regions.Hear(news);
        return Task.CompletedTask;
    }

    private PromotionSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(ResultRules.Unreadable(reading.Errors));
        }

        var id = ContractNames.WorkflowId(spec.Name, spec.Version);
        return Workflow.Info.WorkflowId == id
            ? spec
            : throw Refused(ResultRules.Refused(spec, null, [new("workflow-id", $"the workflow id is {Workflow.Info.WorkflowId}, but this spec's is {id}; start it under that id, so that the same request is the same run")]));
    }

    private async Task<PromotionResult> PromoteAsync(PromotionSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Name} {Version} to {Regions} regions", spec.Name, spec.Version, spec.Targets.Count);
        board.Enter(PromotionPhase.Resolving);
        Workflow.UpsertTypedSearchAttributes(
            ContractNames.RegionsAttribute.ValueSet([.. spec.Targets.Select(target => target.Region)]),
            ContractNames.OwnerAttribute.ValueSet(spec.Source.Owner),
            ContractNames.ParkedAttribute.ValueSet(false));
        Workflow.UpsertMemo(MemoUpdate.ValueSet(ContractNames.RegionsMemo, PlanRules.Regions(spec)));
        var (withIntake, unknown) = await ResolveAsync(spec);

        var fromImageId = source!.ImageId;
        if (withIntake)
        {
            board.Enter(PromotionPhase.Intake);
            var intake = await regions.RunAsync(PlanRules.Intake(spec, source, identity!));
            fromImageId = intake.State == ItemState.Done ? intake.ImageId : null;
        }

        if (fromImageId is not null)
        {
            board.Enter(PromotionPhase.Distributing);
            await DistributeAsync(PlanRules.Distribution(spec, source, identity!, fromImageId, withIntake), unknown);
        }

        return await EndAsync(spec);
    }

    /// <summary>Everything that is checked before the first write. Returns whether there is an intake, and the regions that ECS does not know.</summary>
    private async Task<(bool WithIntake, IReadOnlyList<RegionVerdict> Unknown)> ResolveAsync(PromotionSpec spec)
    {
        var resolve = new ResolveSourceRequest(spec.Source, spec.Account, spec.Share.Accounts);
        var report = await ParkableAsync("resolve source", BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.ResolveSourceAsync(resolve), StepOptions.Read($"{spec.Source.Region} {spec.Source.ImageId ?? spec.Source.NamePattern}: find source, check trust")));
        identity = new(Workflow.Info.FirstExecutionRunId, report.Account, report.Installation);
        source = report.Image;
        var isGone = VersionRules.IsGone(report);
        if (!isGone)
        {
            RefuseFor(spec, source is null ? report.Refusals : [.. report.Refusals, .. EncryptionRules.Check(spec, source, NeedsIntake(spec))]);
        }

        var survey = await SurveyAsync(spec);
        if (isGone)
        {
            source = VersionRules.FromIntake(spec, survey.Copies);
            RefuseFor(spec, source is null ? report.Refusals : EncryptionRules.Check(spec, source, NeedsIntake(spec)));
        }

        RefuseFor(spec, VersionRules.Check(spec, source!, survey.Copies));
        board.Plan(spec, source!.ImageId, NeedsIntake(spec));
        Workflow.UpsertTypedSearchAttributes(ContractNames.ImageAttribute.ValueSet(source.ImageId));
        if (survey.Targets.All(verdict => verdict.Error is not null))
        {
            RefuseFor(spec, [.. survey.Targets.Select(verdict => new Refusal("regions", verdict.Error!.Sentence()))]);
        }

        // An intake that is there already has passed, and its source may be gone.
        if (NeedsIntake(spec) && VersionRules.FromIntake(spec, survey.Copies) is null)
        {
            await DryRunAsync(spec, source);
        }

        return (NeedsIntake(spec), [.. survey.Targets.Where(verdict => verdict.Error?.Kind == StepErrorKind.RegionNotFound)]);
    }

    private bool NeedsIntake(PromotionSpec spec) => PlanRules.NeedsIntake(spec, source!, identity!.Account);

    private async Task<Survey> SurveyAsync(PromotionSpec spec)
    {
        var request = new SurveyRequest(spec.Name, spec.Version, identity!.Account, spec.Source.Region, [.. spec.Targets.Select(target => target.Region)]);
        var survey = await ParkableAsync("check regions", BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.SurveyAsync(request), StepOptions.Read($"check {request.Targets.Count} regions, look for what there is of this version")));
        before = survey.Copies;
        return survey;
    }

    private async Task DryRunAsync(PromotionSpec spec, SourceImage from)
    {
        var copy = PlanRules.Copy(PlanRules.Intake(spec, from, identity!), Workflow.Info.WorkflowId, 0);
        await ParkableAsync("dry run", BeforeWrites, async () =>
        {
            await Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.DryRunCopyAsync(copy), StepOptions.Read($"{from.Region} {from.ImageId}: let ECS check the intake"));
            return true;
        });
    }

    private Task<RegionOutcome[]> DistributeAsync(IReadOnlyList<CopyToRegionInput> inputs, IReadOnlyList<RegionVerdict> unknown) =>
        Workflow.WhenAllAsync(inputs.Select(input => unknown.FirstOrDefault(verdict => verdict.Region == input.Region) is { } verdict
            ? Task.FromResult(regions.Record(ResultRules.NotBegun(input, verdict.Error!)))
            : regions.RunAsync(input)));

    private async Task<PromotionResult> EndAsync(PromotionSpec spec)
    {
        // A cancelled region returns its outcome; the cancellation of the whole shows here.
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        var complete = ResultRules.IsComplete(spec, regions.Outcomes);
        if (complete && spec.Intake?.After == IntakeAfter.Delete && spec.Targets.All(target => target.Region != spec.Source.Region))
        {
            complete = await CleanAsync();
        }

        var undo = !complete && spec.OnFailure == OnFailure.Undo ? await UndoAsync() : null;
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        board.Enter(PromotionPhase.Ended);
        var result = ResultRules.Ended(spec, source!, regions.Outcomes, complete, undo);
        Workflow.Logger.LogInformation("Ended: {Summary}", result.Summary);
        return complete ? result : throw new ApplicationFailureException(
            result.Summary,
            errorType: result.Outcome == PromotionOutcome.PartlyFailed ? ContractNames.PartlyFailed : ContractNames.Failed,
            nonRetryable: true,
            details: [result]);
    }

    /// <summary>Deletes the intake, its snapshots with it; false when an operator left it.</summary>
    private async Task<bool> CleanAsync()
    {
        board.Enter(PromotionPhase.Cleaning);
        var intake = regions.Outcomes.Single(outcome => outcome.Hop == Hop.Intake);
        var image = new RemoveImageRequest(new(intake.Region, intake.ImageId!, new(Workflow.UtcNow, TimeSpan.Zero)), identity!.Account);
        try
        {
            await ParkableAsync("delete intake", [ResolveAction.Retry, ResolveAction.Skip], () => ImageRemoval.RemoveAsync(image));
            regions.Replace(intake with { State = ItemState.Undone, Made = intake.Made with { Images = [] } });
            return true;
        }
        catch (StepFailedException failure)
        {
            regions.Replace(intake with { Error = failure.Error });
            return false;
        }
    }

    /// <summary>Removes everything that this run made: the regions first, at once, then the intake they were copied from.</summary>
    private async Task<UndoReport> UndoAsync()
    {
        if (regions.Outcomes.Count > 0)
        {
            board.Enter(PromotionPhase.Undoing);
        }

        var reports = new List<UndoReport>();
        foreach (var hop in new[] { Hop.Distribution, Hop.Intake })
        {
            reports.AddRange(await regions.UndoAsync(hop));
        }

        return ResultRules.Merge([.. reports, regions.Untouched(before)]);
    }

    /// <summary>Runs a step of the promotion itself. One that an operator can put right parks, in a row of its own, until he decides.</summary>
    /// <exception cref="StepFailedException">It cannot be put right, or he gave it up.</exception>
    private async Task<T> ParkableAsync<T>(string step, IReadOnlyList<ResolveAction> actions, Func<Task<T>> run)
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
        decision = null;
        board.Park(failure, actions);
        try
        {
            await Workflow.WaitConditionAsync(() => decision is not null);
            return decision!.Value;
        }
        finally
        {
            board.Unpark();
        }
    }

    /// <summary>Null = told; else why it comes too late.</summary>
    private async Task<string?> DecideAsync(ResolveRequest request)
    {
        Workflow.Logger.LogInformation("{Item}: {Action} was decided at {Step}", request.Item, request.Action, request.Step);
        if (request.Item != ContractNames.PromotionItem)
        {
            return await regions.TellAsync(request);
        }

        decision = request.Action;
        return null;
    }

    private void RefuseFor(PromotionSpec spec, IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw Refused(ResultRules.Refused(spec, source, refusals));
        }
    }

    private ApplicationFailureException Refused(PromotionResult result)
    {
        board.Enter(PromotionPhase.Ended);
        Workflow.Logger.LogInformation("Ended: {Summary}", result.Summary);
        return new(result.Summary, errorType: ContractNames.Refused, nonRetryable: true, details: [result]);
    }
}
