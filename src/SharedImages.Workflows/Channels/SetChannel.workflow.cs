using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Points a channel to another version: see where both are, refuse what can be refused before anything is written, give the channel to the new
/// images in all regions, and only when all have it take it away from the old ones. So it never points to nothing. Completed = moved everywhere;
/// Failed = given up, and moved back, with the same result object in its details; Canceled = moved back, result in the memo.
/// </summary>
[Workflow(ChannelNames.SetChannel)]
public sealed class SetChannelWorkflow : OperationWorkflow
{
    private readonly SpecReading<ChannelSpec> reading;
    private readonly OperationBoard board;
    private readonly GivenPlan plan;
    private readonly OwnSteps steps;
    private readonly List<ChannelRegion> regions = [];
    private ChannelSurvey survey = new("", [], [], [], []);

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="ChannelSpec"/>.</param>
    /// <param name="planned">The <see cref="OperationPlan"/> that it is to keep to; null = it does what there is to do.</param>
    [WorkflowInit]
    public SetChannelWorkflow(IRawValue? spec = null, IRawValue? planned = null)
    {
        plan = GivenPlan.Read(planned);
        reading = ChannelSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Channel, reading.Spec?.Name ?? "", reading.Spec?.Channel ?? "");
        steps = new(board);
    }

    private protected override OperationBoard Board => board;

    /// <summary>Runs the move.</summary>
    /// <param name="spec">See the constructor.</param>
    /// <param name="planned">Likewise.</param>
    [WorkflowRun]
    public async Task<ChannelResult> RunAsync(IRawValue? spec = null, IRawValue? planned = null)
    {
        var admitted = Admitted();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
        try
        {
            return await SetAsync(admitted, stop);
        }
        catch (StepFailedException failure)
        {
            // Only the survey ends here: nothing has been written.
            throw Ended(ChannelResults.Refused(admitted, [new(failure.Step, failure.Error.Sentence())]));
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            await UndoAsync();
            var left = regions.Select(region => region.Left).OfType<Leftover>().ToList();
            if (!Workflow.CancellationToken.IsCancellationRequested && regions.Select(region => region.Given).OfType<StepFailedException>().FirstOrDefault() is { } given)
            {
                throw Ended(ChannelResults.GivenUp(admitted, survey, Outcomes, given, left));
            }

            var result = ChannelResults.Canceled(admitted, survey, Outcomes, left);
            board.End(result);
            board.Keep(ChannelResults.Bounded(result));
            throw;
        }
    }

    private IReadOnlyList<ChannelOutcome> Outcomes => [.. regions.Select(region => region.Outcome)];

    private ChannelSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Ended(ChannelResults.Unreadable(reading.Errors));
        }

        RefuseFor(spec, OperationKinds.Channel.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? [refusal] : plan.Refusals);
        return spec;
    }

    private async Task<ChannelResult> SetAsync(ChannelSpec spec, CancellationTokenSource stop)
    {
        Workflow.Logger.LogInformation("Started: {Name} {Channel} to {Version}", spec.Name, spec.Channel, spec.To);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        survey = await new ChannelAdmission(spec, steps).RunAsync();
        RefuseFor(spec, survey.Refusals);
        RefuseFor(spec, plan.Changes(SpecDigest.Of(spec), null, ChannelItemRules.Items(survey.Places)));

        regions.AddRange(survey.Places.Select(place => new ChannelRegion(place, spec.Channel, survey.Account, board, stop)));
        board.Plan(survey.Places.Select(place => new ItemProgress { Item = place.Region, State = ItemState.Pending, ImageId = place.ImageId }));
        board.Enter(OperationPhase.Moving, ContractNames.RegionsAttribute.ValueSet([.. survey.Places.Select(place => place.Region)]));
        await Workflow.WhenAllAsync(regions.Select(region => region.PointAsync()));
        await Workflow.WhenAllAsync(regions.Select(region => region.ReleaseAsync()));
        stop.Token.ThrowIfCancellationRequested();
        var unrecorded = await RecordAsync(spec);
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished, CancellationToken.None);
        var result = ChannelResults.Moved(spec, survey, Outcomes, unrecorded);
        board.End(result);
        return result;
    }

    /// <summary>Null = noted; else why not. The channel is moved by then, so that nothing is taken back for it.</summary>
    private async Task<StepError?> RecordAsync(ChannelSpec spec)
    {
        var by = Workflow.TypedSearchAttributes.TryGetValue(ContractNames.StartedByAttribute, out var identity) ? identity : null;
        var record = new ChannelRecord(
            new(spec.Channel, spec.To, survey.From, WorkflowTime.Now, Workflow.Info.FirstExecutionRunId, by, spec.Reason),
            new SortedDictionary<string, string>(survey.Places.Where(place => place.ImageId is not null).ToDictionary(place => place.Region, place => place.ImageId!), StringComparer.Ordinal));
        try
        {
            await Workflow.ExecuteActivityAsync((IChannelActivities a) => a.RecordChannelAsync(record), StepOptions.Detached($"note the move in {ChannelNames.HistoryId(spec.Name)}"));
            return null;
        }
        catch (ActivityFailureException failure)
        {
            return StepFailedException.From("record", failure).Error;
        }
    }

    private async Task UndoAsync()
    {
        Workflow.Logger.LogInformation("Given up or canceled: the channel goes back in all regions");
        if (regions.Count > 0)
        {
            board.Enter(OperationPhase.Undoing);
        }

        await Workflow.WhenAllAsync(regions.Select(region => region.UndoAsync()));
    }

    private protected override void Decide(ResolveRequest request)
    {
        if (regions.Find(region => region.Item == request.Item) is { } region)
        {
            region.Decide(request.Action);
        }
        else
        {
            steps.Decide(request.Action);
        }
    }

    private void RefuseFor(ChannelSpec spec, IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw Ended(ChannelResults.Refused(spec, refusals));
        }
    }

    private ApplicationFailureException Ended(ChannelResult result)
    {
        board.End(result);
        return result.ToFailure();
    }
}
