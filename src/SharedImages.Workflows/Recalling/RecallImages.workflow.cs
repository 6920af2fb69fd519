using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Takes a bad image and all that came of it out of use: register → mark → promotions and schedules stopped → channels moved to the version before →
/// shares taken back, deprecated → who still runs it. Nothing is deleted. Completed = all is out of use; Failed carries the same result object in its
/// details; Canceled = what was recalled stays recalled, result in the memo. With <see cref="RecallSpec.Release"/> it is the way back.
/// </summary>
[Workflow(RecallNames.RecallImages)]
public sealed class RecallImagesWorkflow : OperationWorkflow
{
    private readonly SpecReading<RecallSpec> reading;
    private readonly OperationBoard board;
    private readonly OwnSteps steps;
    private readonly List<ImageRecall> images = [];
    private readonly List<Task> running = [];
    private readonly RecallSteps others;
    private bool hasBegun;
    private bool isStopped;
    private bool isMoved;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="RecallSpec"/>.</param>
    [WorkflowInit]
    public RecallImagesWorkflow(IRawValue? spec = null)
    {
        reading = RecallSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Recall, reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
        steps = new(board);
        others = new(steps, board);
    }

    private protected override OperationBoard Board => board;

    /// <summary>Runs the recall.</summary>
    /// <param name="spec">See the constructor.</param>
    [WorkflowRun]
    public async Task<RecallResult> RunAsync(IRawValue? spec = null)
    {
        var admitted = Admitted();
        try
        {
            var result = await RunAsync(admitted);
            await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
            board.End(result);
            return result.Outcome == OperationOutcome.Completed ? result : throw result.ToFailure();
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused(RecallResults.Refused(admitted, [new(failure.Step, failure.Error.Sentence())]));
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            var result = RecallResults.Canceled(admitted, hasBegun, [.. images.Select(image => image.Outcome)]);
            board.End(result);
            board.Keep(RecallResults.Bounded(result));
            throw;
        }
    }

    private RecallSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(RecallResults.Unreadable(reading.Errors));
        }

        return OperationKinds.Recall.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? throw Refused(RecallResults.Refused(spec, [refusal])) : spec;
    }

    private async Task<RecallResult> RunAsync(RecallSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Recall}, release {Release}, plan {Plan}", spec.Recall, spec.Release, spec.Plan);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        var found = await SurveyAsync(spec, OwnSteps.BeforeWrites);
        if (found.Refusals.Count > 0)
        {
            throw Refused(RecallResults.Refused(spec, found.Refusals));
        }

        if (spec.Plan)
        {
            var users = await others.UsersAsync(found);
            return RecallResults.Planned(spec, found with { Notes = [.. found.Notes, .. others.Notes] }, users);
        }

        RunAttributes.Set(ContractNames.RegionsAttribute.ValueSet([.. found.Images.Select(image => image.Region).Distinct(StringComparer.Ordinal)]));
        board.Enter(OperationPhase.Recalling);
        return spec.Release ? await ReleaseAsync(spec, found) : await RecallAsync(spec, found);
    }

    private async Task<RecallResult> RecallAsync(RecallSpec spec, RecallSurvey found)
    {
        await RegisterAsync(spec, found, []);
        await MarkAsync(found);
        await others.PromotionsAsync(found.Promotions);
        // What they made until they ended, and where channels were moved meanwhile.
        var after = await AgainAsync(spec, found);
        await RegisterAsync(spec, after, []);
        await MarkAsync(after);
        var schedules = await others.SchedulesAsync(spec, after);
        isStopped = true;
        var channels = await others.ChannelsAsync(spec, after.Channels);
        isMoved = true;
        await Workflow.WhenAllAsync(running);
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        var outcomes = images.Select(image => image.Outcome).ToList();
        // Whom the images were taken back from, for whoever releases them.
        await RegisterAsync(spec, after, [.. outcomes.SelectMany(outcome => outcome.TakenFrom).Distinct(StringComparer.Ordinal)]);
        var users = await others.UsersAsync(after);
        return RecallResults.Ended(spec, after with { Notes = [.. after.Notes, .. others.Notes] }, outcomes, users) with
        {
            Promotions = found.Promotions,
            Schedules = schedules,
            Channels = channels,
        };
    }

    private async Task<RecallResult> ReleaseAsync(RecallSpec spec, RecallSurvey found)
    {
        // Out of the register first: no mark is taken away from what a recall still lists.
        var entry = await steps.RunAsync("register", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IRecallActivities a) => a.UnregisterRecallAsync(spec.Recall), StepOptions.Write($"{spec.Recall}: out of the register")));
        hasBegun = true;
        Add(found with { Images = [.. found.Images.Where(image => image.IsMarked)] });
        await Workflow.WhenAllAsync(images.Select(image => image.ReleaseAsync()));
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        return RecallResults.Released(spec, found, entry, [.. images.Select(image => image.Outcome)]);
    }

    private Task<RecallSurvey> SurveyAsync(RecallSpec spec, IReadOnlyList<ResolveAction> actions) => steps.RunAsync("survey", actions, () => Workflow.ExecuteActivityAsync(
        (IRecallActivities a) => a.SurveyRecallAsync(spec), StepOptions.Read($"find {spec.Recall} and all that came of it")));

    private async Task<RecallSurvey> AgainAsync(RecallSpec spec, RecallSurvey before)
    {
        try
        {
            return await SurveyAsync(spec, RecallSteps.RetryOrSkip);
        }
        catch (StepFailedException failure)
        {
            others.Note($"what came of it while promotions ended was not looked for: {failure.Error.Sentence()}; run the recall again");
            return before;
        }
    }

    // Nothing has been written before it: it can be given up only the first time.
    private Task RegisterAsync(RecallSpec spec, RecallSurvey found, IReadOnlyList<string> takenFrom)
    {
        IReadOnlyList<string> ids = [.. found.Sources, .. found.Images.Select(image => image.ImageId)];
        var entry = new RecallEntry(spec.Recall, ids, takenFrom, spec.Reason);
        Task PutAsync() => Workflow.ExecuteActivityAsync((IRecallActivities a) => a.RegisterRecallAsync(entry), StepOptions.Write($"{spec.Recall}: {entry.ImageIds.Count} images into the register"));
        return hasBegun ? others.TryAsync("register", "not all stands in the register", PutAsync) : steps.RunAsync("register", OwnSteps.BeforeWrites, async () =>
        {
            await PutAsync();
            return hasBegun = true;
        });
    }

    // A mark that cannot be set parks its image, and the others do not wait for it.
    private async Task MarkAsync(RecallSurvey found)
    {
        running.AddRange(Add(found).Select(image => image.RunAsync(() => isStopped && (isMoved || !image.IsPointed))));
        await Workflow.WaitConditionAsync(() => images.TrueForAll(image => image.IsPastMark));
    }

    private List<ImageRecall> Add(RecallSurvey found)
    {
        var added = found.Images.Select(image => new ImageRecall(new(found.Account, image.Region, image.ImageId), image, board))
            .Where(image => images.TrueForAll(known => known.Item != image.Item))
            .ToList();
        images.AddRange(added);
        foreach (var image in added)
        {
            board.Show(new() { Item = image.Item, State = ItemState.Pending });
        }

        return added;
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

    private ApplicationFailureException Refused(RecallResult result)
    {
        board.End(result);
        return result.ToFailure();
    }
}
