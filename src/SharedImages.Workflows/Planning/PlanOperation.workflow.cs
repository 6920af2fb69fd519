using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Says what a run of a spec would do. It goes through what the run itself goes through before its first write, reads only, and gathers every
/// reason against it where the run would stop at the first.
/// </summary>
[Workflow(PlanNames.PlanOperation)]
public sealed class PlanOperationWorkflow
{
    /// <summary>Makes the plan.</summary>
    /// <param name="spec">One JSON object, a spec of any kind, read strictly.</param>
    [WorkflowRun]
    public async Task<OperationPlan> RunAsync(IRawValue? spec = null)
    {
        var read = Admitted(spec);
        using var done = new CancellationTokenSource();
        var steps = new PlanSteps(Workflow.DelayWithOptionsAsync(new(PlanNames.Deadline, summary: "the plan has to be there", cancellationToken: done.Token)));
        var plan = await PlanAsync(read, steps);
        done.Cancel();
        return PlanBounds.Within(plan);
    }

    private static IOperationSpec Admitted(IRawValue? spec)
    {
        var reading = OperationKinds.Read(JsonSpecNodes.Parse(spec is null ? [] : spec.Payload.Data.Span));
        if (reading.Spec is not { } read)
        {
            throw Refused(Summaries.Unreadable(reading.Errors));
        }

        // By its id the guard knows what it is a plan of.
        var kind = OperationKinds.Of(read);
        return PlanNames.OperationOf(Workflow.Info.WorkflowId) is { } of && of == (kind, read.Name, read.Version)
            ? read
            : throw Refused($"the workflow id is {Workflow.Info.WorkflowId}, but a plan of this spec has one like {PlanNames.WorkflowId(kind.WorkflowId(read.Name, read.Version), "1")}");
    }

    private static Task<OperationPlan> PlanAsync(IOperationSpec spec, PlanSteps steps) => spec switch
    {
        PromotionSpec promotion => PromotionPlan.MakeAsync(promotion, steps),
        LaunchSpec launch => KindPlans.MakeAsync(launch, steps),
        ReplacementSpec replacement => KindPlans.MakeAsync(replacement, steps),
        SharingSpec sharing => KindPlans.MakeAsync(sharing, steps),
        ChannelSpec channel => KindPlans.MakeAsync(channel, steps),
        _ => throw Refused($"a {OperationKinds.Of(spec).Item} has no plan of this form"),
    };

    private static ApplicationFailureException Refused(string why) => new(why, errorType: ContractNames.Refused, nonRetryable: true);
}
