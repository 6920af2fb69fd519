using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Same request, same run: starts a promotion, or joins the run that the same request has started before.</summary>
internal sealed class PromotionStart(ITemporalClient client, PromotionRequest request)
{
    /// <exception cref="CommandException">A run of this id is open or completed with another spec; the message shows the difference.</exception>
    public static Task<PromotionRun> StartOrJoinAsync(ITemporalClient client, PromotionRequest request, CancellationToken cancellation) =>
        new PromotionStart(client, request).StartOrJoinAsync(cancellation);

    private async Task<PromotionRun> StartOrJoinAsync(CancellationToken cancellation)
    {
        if (request.Again && await FindCompletedAsync(cancellation) is { } completed && await DifferenceAsync(completed, cancellation) is { IsNothing: false, OnlyAdds: false } difference)
        {
            throw Refused(runs: false, difference);
        }

        var run = new PromotionRun(client, request.WorkflowId, await StartAsync(cancellation), request.Options);
        var description = await run.DescribeAsync(cancellation);
        var other = await DifferenceAsync(description, cancellation);
        return other.IsNothing ? run : throw Refused(description.Status == WorkflowExecutionStatus.Running, other);
    }

    /// <summary>The newest run, when it has completed.</summary>
    private async Task<RunDescription?> FindCompletedAsync(CancellationToken cancellation) =>
        await new PromotionRun(client, request.WorkflowId, null, request.Options).FindAsync(cancellation) is { Status: WorkflowExecutionStatus.Completed } newest ? newest : null;

    /// <summary>The run's id, whoever started it.</summary>
    private async Task<string> StartAsync(CancellationToken cancellation)
    {
        var spec = request.Spec;
        try
        {
            var handle = await client.StartWorkflowAsync(ContractNames.PromoteImage, [spec], new(request.WorkflowId, request.TaskQueue)
            {
                IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
                IdReusePolicy = request.Again ? WorkflowIdReusePolicy.AllowDuplicate : WorkflowIdReusePolicy.AllowDuplicateFailedOnly,
                Memo = new Dictionary<string, object>(StringComparer.Ordinal) { [ContractNames.SpecDigestMemo] = SpecDigest.Of(spec) },
                StaticSummary = SpecText.Summary(spec),
                StaticDetails = SpecText.Details(spec),
                TypedSearchAttributes = Attributes(spec),
                Rpc = PromotionRun.Call(cancellation),
            });
            return handle.ResultRunId!;
        }
        catch (WorkflowAlreadyStartedException completed)
        {
            return completed.RunId;
        }
    }

    private SearchAttributeCollection Attributes(PromotionSpec spec)
    {
        var attributes = new SearchAttributeCollection.Builder()
            .Set(ContractNames.PhaseAttribute, nameof(OperationPhase.Resolving))
            .Set(ContractNames.RegionsAttribute, [.. spec.Targets.Select(target => target.Region)])
            .Set(ContractNames.OwnerAttribute, spec.Source.Owner)
            .Set(ContractNames.NameAttribute, spec.Name)
            .Set(ContractNames.VersionAttribute, spec.Version)
            .Set(ContractNames.ParkedAttribute, false)
            .Set(ContractNames.StartedByAttribute, client.Connection.Options.Identity ?? "");
        return (spec.Source.ImageId is { } image ? attributes.Set(ContractNames.SourceAttribute, image) : attributes).ToSearchAttributeCollection();
    }

    private async Task<Difference> DifferenceAsync(RunDescription description, CancellationToken cancellation)
    {
        if (description.Memo.TryGetValue(ContractNames.SpecDigestMemo, out var memo) && await memo.ToValueAsync<string>() == SpecDigest.Of(request.Spec))
        {
            return new([], false);
        }

        // Other SDKs need not send the memo; the spec itself is in the history.
        var theirs = await new PromotionRun(client, request.WorkflowId, description.RunId, request.Options).ReadSpecAsync(cancellation);
        return theirs is null ? new(["its spec cannot be read"], false) : new(SpecDifference.Between(request.Spec, theirs), SpecAddition.OnlyAdds(request.Spec, theirs));
    }

    private CommandException Refused(bool runs, Difference difference) => new(
        ExitCode.InvalidInput,
        [
            $"{request.WorkflowId} {(runs ? "is running" : "has completed")} with another spec (here = this file, there = that run):",
            .. difference.Fields.Select(field => $"  {field}"),
            !difference.OnlyAdds ? "Change the version in this file, or make the file say what that run was asked for."
                : $"This file only adds to it: {(runs ? "when it has ended, " : "")}run it once more with: {request.Command}",
        ]);

    /// <param name="Fields">A line each.</param>
    /// <param name="OnlyAdds">See <see cref="SpecAddition"/>.</param>
    private sealed record Difference(IReadOnlyList<string> Fields, bool OnlyAdds)
    {
        public bool IsNothing => Fields.Count == 0;
    }
}
