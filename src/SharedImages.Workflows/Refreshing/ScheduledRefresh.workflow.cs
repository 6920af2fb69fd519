using Microsoft.Extensions.Logging;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// What a schedule starts: Temporal adds a time to the id of a scheduled run, so this one starts the refresh under its own id. One that is under
/// way is left alone, whoever started it. A schedule whose refresh fails too often in a row is paused.
/// </summary>
[Workflow(ContractNames.ScheduledRefresh)]
public sealed class ScheduledRefreshWorkflow
{
    /// <summary>Runs the refresh, or says that one is under way.</summary>
    /// <param name="spec">One JSON object, read strictly by the refresh; <see cref="RefreshSpec"/>.</param>
    /// <returns>In one sentence, what came of it.</returns>
    [WorkflowRun]
    public async Task<string> RunAsync(IRawValue? spec = null)
    {
        var reading = RefreshSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        if (reading.Spec is not { } refresh)
        {
            throw RefreshResults.Unreadable(reading.Errors).ToFailure();
        }

        try
        {
            return await RefreshAsync(refresh);
        }
        catch (WorkflowAlreadyStartedException)
        {
            return $"{OperationKinds.Refresh.WorkflowId(refresh.Name, "")} is under way already; nothing was started";
        }
        catch (ChildWorkflowFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            await JudgeAsync(refresh, failure);
            throw;
        }
    }

    private static async Task<string> RefreshAsync(RefreshSpec spec)
    {
        var options = new ChildWorkflowOptions
        {
            Id = OperationKinds.Refresh.WorkflowId(spec.Name, ""),
            StaticSummary = $"{spec.Name}: by schedule",
            Memo = new Dictionary<string, object>(StringComparer.Ordinal) { [ContractNames.SpecDigestMemo] = SpecDigest.Of(spec) },
            TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(ContractNames.StartedByAttribute, "schedule").ToSearchAttributeCollection(),
            CancellationType = ChildWorkflowCancellationType.WaitCancellationCompleted,
        };
        var result = await Workflow.ExecuteChildWorkflowAsync<RefreshResult>(ContractNames.RefreshImages, [spec], options);
        return result.Summary;
    }

    private static async Task JudgeAsync(RefreshSpec spec, ChildWorkflowFailureException failure)
    {
        // Started by hand it has no schedule.
        if (!Workflow.TypedSearchAttributes.TryGetValue(ScheduleNames.ScheduledBy, out var schedule))
        {
            return;
        }

        var result = failure.InnerException is ApplicationFailureException { Details.Count: > 0 } inner ? inner.Details.ElementAt<RefreshResult>(0) : null;
        var isUntrusted = result?.Refusals.Any(refusal => refusal.Rule == "trusted-owner") == true;
        var request = new JudgeScheduleRequest(schedule, isUntrusted ? 1 : spec.Schedule?.PauseAfter ?? 1, result?.Summary ?? failure.InnerException?.Message ?? failure.Message);
        var isPaused = await Workflow.ExecuteActivityAsync(
            (IRefreshActivities a) => a.JudgeScheduleAsync(request), StepOptions.Write($"pause {schedule} after {request.PauseAfter} failures in a row"));
        Workflow.Logger.LogInformation("{Schedule}: {What}", schedule, isPaused ? "paused" : "goes on");
    }
}
