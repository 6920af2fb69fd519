using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Same request, same run: starts a promotion, or joins the run that the same request has started before.</summary>
internal static class PromotionStart
{
    /// <exception cref="CommandException">A run of this id is open or completed with another spec; the message shows the difference.</exception>
    public static async Task<PromotionRun> StartOrJoinAsync(ITemporalClient client, PromotionSpec spec, string taskQueue, CancellationToken cancellation)
    {
        var id = ContractNames.WorkflowId(spec.Name, spec.Version);
        var run = new PromotionRun(client, id, await StartAsync(client, id, spec, taskQueue, cancellation));
        await RefuseOtherSpecAsync(run, spec, cancellation);
        return run;
    }

    /// <summary>The run's id, whoever started it.</summary>
    private static async Task<string> StartAsync(ITemporalClient client, string id, PromotionSpec spec, string taskQueue, CancellationToken cancellation)
    {
        try
        {
            var handle = await client.StartWorkflowAsync(ContractNames.PromoteImage, [spec], new(id, taskQueue)
            {
                IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
                IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicateFailedOnly,
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

    private static SearchAttributeCollection Attributes(PromotionSpec spec)
    {
        var attributes = new SearchAttributeCollection.Builder()
            .Set(ContractNames.PhaseAttribute, nameof(PromotionPhase.Resolving))
            .Set(ContractNames.RegionsAttribute, [.. spec.Targets.Select(target => target.Region)])
            .Set(ContractNames.OwnerAttribute, spec.Source.Owner);
        return (spec.Source.ImageId is { } image ? attributes.Set(ContractNames.ImageAttribute, image) : attributes).ToSearchAttributeCollection();
    }

    private static async Task RefuseOtherSpecAsync(PromotionRun run, PromotionSpec spec, CancellationToken cancellation)
    {
        var description = await run.DescribeAsync(cancellation);
        if (description.Memo.TryGetValue(ContractNames.SpecDigestMemo, out var memo) && await memo.ToValueAsync<string>() == SpecDigest.Of(spec))
        {
            return;
        }

        // Other SDKs need not send the memo; the spec itself is in the history.
        var theirs = await run.ReadSpecAsync(description.RunId, cancellation);
        var difference = theirs is null ? ["its spec cannot be read"] : SpecDifference.Between(spec, theirs);
        if (difference.Count > 0)
        {
            var state = description.Status == WorkflowExecutionStatus.Running ? "is running" : "has completed";
            throw new CommandException(
                ExitCode.InvalidInput,
                $"{run.WorkflowId} {state} with another spec (here = this file, there = that run):\n  {string.Join("\n  ", difference)}\nGive what is in this file another version.");
        }
    }
}
