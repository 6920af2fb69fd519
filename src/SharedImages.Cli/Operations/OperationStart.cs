using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Same request, same run: starts an operation, or joins the run that the same request has started before.</summary>
internal sealed class OperationStart(ITemporalClient client, OperationRequest request)
{
    /// <exception cref="CommandException">A run of this id, open or final, was started with another spec; the message shows the difference.</exception>
    public static Task<OperationRun> StartOrJoinAsync(ITemporalClient client, OperationRequest request, CancellationToken cancellation) =>
        new OperationStart(client, request).StartOrJoinAsync(cancellation);

    private async Task<OperationRun> StartOrJoinAsync(CancellationToken cancellation)
    {
        if (request is { Again: true, Kind.OnlyAdds: not null } && await FindCompletedAsync(cancellation) is { } completed
            && await DifferenceAsync(completed, cancellation) is { IsNothing: false, OnlyAdds: false } difference)
        {
            throw Refused(runs: false, difference);
        }

        var run = new OperationRun(client, request.WorkflowId, await StartAsync(cancellation), request.Options) { Ui = request.Ui };
        var description = await run.DescribeAsync(cancellation);
        var other = await DifferenceAsync(description, cancellation);
        if (!other.IsNothing)
        {
            throw Refused(description.Status == WorkflowExecutionStatus.Running, other);
        }

        return request.Plan is { } plan && !await HasPlanAsync(description, plan) ? throw WithoutPlan(description.Status == WorkflowExecutionStatus.Running) : run;
    }

    private static async Task<bool> HasPlanAsync(RunDescription description, OperationPlan plan) =>
        description.Memo.TryGetValue(ContractNames.PlanDigestMemo, out var memo) && await memo.ToValueAsync<string>() == PlanDigest.Of(plan);

    private CommandException WithoutPlan(bool runs) => new(
        ExitCode.InvalidInput,
        $"{request.WorkflowId} {(runs ? "is running" : "has completed")}, and was not started with this plan; nothing was started.",
        $"See what it does: {Invocation.Program} status {request.WorkflowId}{request.Options}, or join it without --plan.");

    /// <summary>The newest run, when it has completed.</summary>
    private async Task<RunDescription?> FindCompletedAsync(CancellationToken cancellation) =>
        await new OperationRun(client, request.WorkflowId, null, request.Options).FindAsync(cancellation) is { Status: WorkflowExecutionStatus.Completed } newest ? newest : null;

    /// <summary>The run's id, whoever started it.</summary>
    private async Task<string> StartAsync(CancellationToken cancellation)
    {
        var spec = request.Spec;
        try
        {
            var handle = await client.StartWorkflowAsync(request.Kind.WorkflowType, request.Plan is { } plan ? [spec, plan] : [spec], new(request.WorkflowId, request.TaskQueue)
            {
                IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
                IdReusePolicy = request.Again || request.Kind.OnlyAdds is null ? WorkflowIdReusePolicy.AllowDuplicate : WorkflowIdReusePolicy.AllowDuplicateFailedOnly,
                Memo = Memo(spec),
                StaticSummary = request.Program.Summary(spec),
                StaticDetails = request.Program.Details(spec),
                TypedSearchAttributes = SpecAttributes.AtStart(spec, client.Connection.Options.Identity ?? ""),
                Rpc = OperationRun.Call(cancellation),
            });
            return handle.ResultRunId!;
        }
        catch (WorkflowAlreadyStartedException completed)
        {
            return completed.RunId;
        }
    }

    private Dictionary<string, object> Memo(IOperationSpec spec)
    {
        var memo = new Dictionary<string, object>(StringComparer.Ordinal) { [ContractNames.SpecDigestMemo] = SpecDigest.Of(spec) };
        if (request.Plan is { } plan)
        {
            memo[ContractNames.PlanDigestMemo] = PlanDigest.Of(plan);
        }

        return memo;
    }

    private async Task<Difference> DifferenceAsync(RunDescription description, CancellationToken cancellation)
    {
        if (description.Memo.TryGetValue(ContractNames.SpecDigestMemo, out var memo) && await memo.ToValueAsync<string>() == SpecDigest.Of(request.Spec))
        {
            return new([], false);
        }

        // Other SDKs need not send the memo; the spec itself is in the history.
        var theirs = await new OperationRun(client, request.WorkflowId, description.RunId, request.Options).ReadSpecAsync(cancellation);
        return theirs is null
            ? new(["its spec cannot be read"], false)
            : new(SpecDifference.Between(request.Spec, theirs), request.Kind.OnlyAdds?.Invoke(request.Spec, theirs) == true);
    }

    private CommandException Refused(bool runs, Difference difference) => new(
        ExitCode.InvalidInput,
        [
            $"{request.WorkflowId} {(runs ? "is running" : "has completed")} with another spec (here = this file, there = that run):",
            .. difference.Fields.Select(field => $"  {field}"),
            request.Kind.OnlyAdds is null ? $"When it has ended, ask for this once more: {request.Command}"
                : !difference.OnlyAdds ? "Change the version in this file, or make the file say what that run was asked for."
                : $"This file only adds to it: {(runs ? "when it has ended, " : "")}run it once more with: {request.Command}",
        ]);

    /// <param name="Fields">A line each.</param>
    /// <param name="OnlyAdds">See <see cref="OperationKind.OnlyAdds"/>.</param>
    private sealed record Difference(IReadOnlyList<string> Fields, bool OnlyAdds)
    {
        public bool IsNothing => Fields.Count == 0;
    }
}
