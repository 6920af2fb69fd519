using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Takes a version out of use, in all regions: mark → notice → take back and deprecate → soak → look again → delete with snapshots. What something
/// of ours needs is kept, and said why. Completed = all that could go has gone; Failed carries the same result object in its details; Canceled =
/// as before, but for what had been deleted, result in the memo.
/// </summary>
[Workflow(ContractNames.RetireImages)]
public sealed class RetireImagesWorkflow : OperationWorkflow
{
    private readonly SpecReading<RetirementSpec> reading;
    private readonly OperationBoard board;
    private readonly OwnSteps steps;
    private readonly List<ImageRetirement> images = [];

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="RetirementSpec"/>.</param>
    [WorkflowInit]
    public RetireImagesWorkflow(IRawValue? spec = null)
    {
        reading = RetirementSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Retirement, reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
        steps = new(board);
    }

    private protected override OperationBoard Board => board;

    /// <summary>Runs the retirement.</summary>
    /// <param name="spec">See the constructor.</param>
    [WorkflowRun]
    public async Task<RetirementResult> RunAsync(IRawValue? spec = null)
    {
        try
        {
            return await RetireAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused([new(failure.Step, failure.Error.Sentence())]);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            var result = await UndoAsync();
            board.Keep(RetirementResults.Bounded(result));
            throw;
        }
    }

    private RetirementSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(RetirementResults.Unreadable(reading.Errors));
        }

        return OperationKinds.Retirement.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? throw Refused([refusal]) : spec;
    }

    private async Task<RetirementResult> RetireAsync(RetirementSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Name} {Version}: notice {Notice}, soak {Soak}, delete {Delete}", spec.Name, spec.Version, spec.Notice, spec.Soak, spec.Delete);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        await PlanAsync(spec);

        board.Enter(OperationPhase.Retiring);
        // One for all: what parks meanwhile goes on when it is decided.
        var notice = spec.Notice > TimeSpan.Zero ? Workflow.DelayWithOptionsAsync(new(spec.Notice) { Summary = "notice: until its users lose it" }) : Task.CompletedTask;
        await Workflow.WhenAllAsync(images.Where(image => image.GoesOn).Select(image => image.RunAsync(spec, notice)));
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        var result = RetirementResults.Ended(spec, [.. images.Select(image => image.Outcome)]);
        board.End(result);
        return result.Outcome == OperationOutcome.Completed ? result : throw result.ToFailure();
    }

    /// <summary>Everything that is looked up and checked before the first write.</summary>
    private async Task PlanAsync(RetirementSpec spec)
    {
        var survey = await steps.RunAsync("survey", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IRetirementActivities a) => a.SurveyRetirementAsync(spec), StepOptions.Read($"find the images of {spec.Name} {spec.Version}, and what keeps them")));
        if (RetirementResults.Refuse(survey) is { Count: > 0 } refusals)
        {
            throw Refused(refusals);
        }

        images.AddRange(survey.Images.Select(image => new ImageRetirement(new(survey.Account, image.Region, image.ImageId), board)));
        board.Plan(images.Select(image => new ItemProgress { Item = image.Item, State = ItemState.Pending }));
        RunAttributes.Set(ContractNames.RegionsAttribute.ValueSet([.. survey.Images.Select(image => image.Region).Distinct(StringComparer.Ordinal)]));
        foreach (var (image, found) in images.Zip(survey.Images).Where(pair => pair.Second.KeptFor is not null))
        {
            image.Keep(found.KeptFor!);
        }
    }

    private async Task<RetirementResult> UndoAsync()
    {
        Workflow.Logger.LogInformation("Canceled: images are brought back as they were");
        if (images.Count > 0)
        {
            board.Enter(OperationPhase.Undoing);
        }

        await Workflow.WhenAllAsync(images.Select(image => image.UndoAsync()));
        var result = RetirementResults.Canceled(reading.Spec, [.. images.Select(image => image.Outcome)], [.. images.Select(image => image.Left).OfType<Leftover>()]);
        board.End(result);
        return result;
    }

    private protected override void Decide(ResolveRequest request)
    {
        if (images.Find(image => image.Item == request.Item) is { } image)
        {
            image.Decide(request.Action);
        }
        else
        {
            steps.Decide(request.Action);
        }
    }

    private ApplicationFailureException Refused(IReadOnlyList<Refusal> refusals) => Refused(RetirementResults.Refused(reading.Spec!, refusals));

    private ApplicationFailureException Refused(RetirementResult result)
    {
        board.End(result);
        return result.ToFailure();
    }
}
