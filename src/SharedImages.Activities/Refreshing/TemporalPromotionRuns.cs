using System.Text.Json;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Asks Temporal through the client of the worker that runs the activity.</summary>
internal sealed class TemporalPromotionRuns : IPromotionRuns
{
    /// <summary>Which step of which run has started it.</summary>
    private const string StepMemo = "startedByStep";

    private static ITemporalClient Client => ActivityExecutionContext.Current.TemporalClient;

    public Task<KnownPromotion?> FindAsync(string name, string version, CancellationToken cancellationToken) => TemporalRuns.AskAsync<KnownPromotion?>(async () =>
    {
        var promotion = await DescribeAsync(ContractNames.WorkflowId(name, version), null, cancellationToken);
        var retirement = await DescribeAsync(OperationKinds.Retirement.WorkflowId(name, version), null, cancellationToken);
        if (promotion is null && retirement is null)
        {
            return null;
        }

        IReadOnlyList<string> skipped = promotion?.Status == WorkflowExecutionStatus.Completed
            ? [.. (await EndOfAsync(promotion, cancellationToken)).Regions.Where(region => region.State == ItemState.Skipped).Select(region => region.Region)]
            : [];
        return new(promotion?.Status == WorkflowExecutionStatus.Running, skipped, retirement?.Status is WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.Running && !(promotion?.StartTime > retirement.StartTime));
    });

    public Task<string> RetireAsync(RetirementSpec retirement, string startedBy, CancellationToken cancellationToken) => TemporalRuns.AskAsync(async () =>
    {
        var id = OperationKinds.Retirement.WorkflowId(retirement.Name, retirement.Version);
        await Client.StartWorkflowAsync(ContractNames.RetireImages, [retirement], Options(id, retirement, startedBy, WorkflowIdReusePolicy.AllowDuplicate, cancellationToken));
        return id;
    });

    public Task<StartedPromotion> StartAsync(PromotionSpec promotion, string startedBy, CancellationToken cancellationToken) => TemporalRuns.AskAsync(async () =>
    {
        var (runId, isCompleted) = await StartAsync(promotion, startedBy, WorkflowIdReusePolicy.AllowDuplicateFailedOnly, cancellationToken);
        var id = ContractNames.WorkflowId(promotion.Name, promotion.Version);
        var run = await DescribeAsync(id, runId, cancellationToken);
        var differences = await DifferencesAsync(promotion, id, runId, run, isCompleted, cancellationToken);
        if (isCompleted && differences.Count == 0)
        {
            // It has completed, and yet there is something missing: it runs once more, and takes over what is there.
            (runId, _) = await StartAsync(promotion, startedBy, WorkflowIdReusePolicy.AllowDuplicate, cancellationToken);
            run = await DescribeAsync(id, runId, cancellationToken);
        }

        return new StartedPromotion(runId, StartedBy(run) != startedBy, differences);
    });

    public Task<PromotionEnd?> EndAsync(StartedRun run, CancellationToken cancellationToken) => TemporalRuns.AskAsync<PromotionEnd?>(async () =>
    {
        var description = await DescribeAsync(run.WorkflowId, run.RunId, cancellationToken);
        return description is null ? new(OperationOutcome.Failed, $"Temporal does not know {run.WorkflowId} any more", [])
            : description.Status == WorkflowExecutionStatus.Running ? null
            : await EndOfAsync(description, cancellationToken);
    });

    public Task<StartedRun> MoveAsync(ChannelSpec channel, string startedBy, CancellationToken cancellationToken) => TemporalRuns.AskAsync(async () =>
    {
        var id = OperationKinds.Channel.WorkflowId(channel.Name, channel.Channel);
        // A move is short: what an attempt has started whose answer was lost may have ended since.
        if (await DescribeAsync(id, null, cancellationToken) is { } newest && newest.Memo.TryGetValue(StepMemo, out var step) && await step.ToValueAsync<string>() == TemporalCalls.Once)
        {
            return new(id, newest.RunId);
        }

        var options = Options(id, channel, startedBy, WorkflowIdReusePolicy.AllowDuplicate, cancellationToken);
        options.Memo = new Dictionary<string, object>(options.Memo!, StringComparer.Ordinal) { [StepMemo] = TemporalCalls.Once };
        var handle = await Client.StartWorkflowAsync(ChannelNames.SetChannel, [channel], options);
        return new StartedRun(id, handle.ResultRunId!);
    });

    public Task<ChannelEnd?> MovedAsync(StartedRun run, CancellationToken cancellationToken) => TemporalRuns.AskAsync<ChannelEnd?>(async () =>
    {
        var description = await DescribeAsync(run.WorkflowId, run.RunId, cancellationToken);
        if (description?.Status == WorkflowExecutionStatus.Running)
        {
            return null;
        }

        var result = description is null ? null : await ResultAsync<ChannelResult>(description, cancellationToken);
        return result is null ? new(OperationOutcome.Failed, $"{run.WorkflowId} was stopped from outside") : new(result.Outcome, result.Summary);
    });

    public Task<bool> JudgeAsync(JudgeScheduleRequest request, CancellationToken cancellationToken) => TemporalRuns.AskAsync(async () =>
    {
        var schedule = Client.GetScheduleHandle(request.ScheduleId);
        var description = await schedule.DescribeAsync(TemporalCalls.Call(cancellationToken));
        if (description.Schedule.State.Paused)
        {
            return true;
        }

        var failures = 1;
        foreach (var action in description.Info.RecentActions.Reverse().Select(recent => recent.Action).OfType<ScheduleActionExecutionStartWorkflow>())
        {
            if (failures >= request.PauseAfter || action.WorkflowId == ActivityExecutionContext.Current.Info.WorkflowId)
            {
                continue;
            }

            var run = await DescribeAsync(action.WorkflowId, action.FirstExecutionRunId, cancellationToken);
            if (run?.Status is not (WorkflowExecutionStatus.Failed or WorkflowExecutionStatus.TimedOut))
            {
                break;
            }

            failures++;
        }

        if (failures < request.PauseAfter)
        {
            return false;
        }

        var times = failures == 1 ? "a failure" : $"{failures} failures in a row";
        await TemporalCalls.PauseAsync(schedule, $"paused after {times}: {request.Why}", cancellationToken);
        return true;
    });

    private static async Task<(string RunId, bool IsCompleted)> StartAsync(PromotionSpec promotion, string startedBy, WorkflowIdReusePolicy reuse, CancellationToken cancellationToken)
    {
        try
        {
            var id = ContractNames.WorkflowId(promotion.Name, promotion.Version);
            var handle = await Client.StartWorkflowAsync(ContractNames.PromoteImage, [promotion], Options(id, promotion, startedBy, reuse, cancellationToken));
            return (handle.ResultRunId!, false);
        }
        catch (WorkflowAlreadyStartedException completed)
        {
            return (completed.RunId, true);
        }
    }

    /// <summary>As the program starts it, so that nobody can tell the difference but by who started it.</summary>
    private static WorkflowOptions Options(string id, IOperationSpec spec, string startedBy, WorkflowIdReusePolicy reuse, CancellationToken cancellationToken) =>
        new(id, ActivityExecutionContext.Current.Info.TaskQueue)
        {
            IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            IdReusePolicy = reuse,
            Memo = new Dictionary<string, object>(StringComparer.Ordinal) { [ContractNames.SpecDigestMemo] = SpecDigest.Of(spec) },
            StaticSummary = $"{spec.Name} {spec.Version}: by {startedBy}",
            TypedSearchAttributes = SpecAttributes.AtStart(spec, startedBy),
            Rpc = TemporalCalls.Call(cancellationToken),
        };

    /// <summary>How the spec of a run differs; of one that has completed, only as far as it does not merely add.</summary>
    private static async Task<IReadOnlyList<string>> DifferencesAsync(
        PromotionSpec promotion, string id, string runId, WorkflowExecutionDescription? run, bool isCompleted, CancellationToken cancellationToken)
    {
        if (run is not null && run.Memo.TryGetValue(ContractNames.SpecDigestMemo, out var digest) && await digest.ToValueAsync<string>() == SpecDigest.Of(promotion))
        {
            return [];
        }

        // Other SDKs need not send the memo; the spec itself is in the history.
        var theirs = await TemporalCalls.SpecAsync(id, runId, cancellationToken);
        return theirs is null ? ["its spec cannot be read"]
            : isCompleted && SpecAddition.OnlyAdds(promotion, theirs) ? []
            : SpecDifference.Between(promotion, theirs);
    }

    private static string? StartedBy(WorkflowExecutionDescription? run) =>
        run is not null && run.TypedSearchAttributes.TryGetValue(ContractNames.StartedByAttribute, out var by) ? by : null;

    private static async Task<WorkflowExecutionDescription?> DescribeAsync(string workflowId, string? runId, CancellationToken cancellationToken)
    {
        try
        {
            return await Client.GetWorkflowHandle(workflowId, runId).DescribeAsync(new() { Rpc = TemporalCalls.Call(cancellationToken) });
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<PromotionEnd> EndOfAsync(WorkflowExecutionDescription run, CancellationToken cancellationToken) =>
        await ResultAsync<PromotionResult>(run, cancellationToken) is { } result
            ? new(result.Outcome, result.Summary, [.. result.Regions.Select(region => new PromotedRegion(region.Region, region.State, region.ImageId, region.Error))])
            : new(OperationOutcome.Failed, $"{run.Id} was stopped from outside ({run.Status})", []);

    /// <summary>Null when it has none that can be read. Temporalio 1.21.1 would wait for the newest run, although its papers say otherwise.</summary>
    private static async Task<TResult?> ResultAsync<TResult>(WorkflowExecutionDescription run, CancellationToken cancellationToken)
        where TResult : OperationResult
    {
        try
        {
            return run.Status switch
            {
                WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.Failed =>
                    await (Client.GetWorkflowHandle(run.Id, run.RunId) with { ResultRunId = run.RunId }).GetResultAsync<TResult>(followRuns: false, TemporalCalls.Call(cancellationToken)),
                WorkflowExecutionStatus.Canceled when run.Memo.TryGetValue(ContractNames.ResultMemo, out var memo) => await memo.ToValueAsync<TResult>(),
                _ => null,
            };
        }
        catch (WorkflowFailedException e)
        {
            return e.InnerException is ApplicationFailureException { Details.Count: > 0 } failure ? failure.Details.ElementAt<TResult>(0) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
