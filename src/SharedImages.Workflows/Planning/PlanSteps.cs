using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// The steps of a plan, and what they find against it. Nothing parks, and nothing is waited for longer than a plan may take: a worker bears passing
/// trouble for longer than somebody waits who only asks.
/// </summary>
/// <param name="deadline">Ends when the plan has to be there.</param>
internal sealed class PlanSteps(Task deadline) : IAdmissionSteps
{
    private readonly List<Refusal> refusals = [];
    private readonly List<Refusal> obstacles = [];

    /// <summary>More reasons for which a run would be refused.</summary>
    public void Refuse(IReadOnlyList<Refusal> reasons) => refusals.AddRange(reasons);

    /// <inheritdoc/>
    public async Task<T> RunAsync<T>(string step, IReadOnlyList<ResolveAction> actions, Func<Task<T>> run)
    {
        try
        {
            var running = run();
            return await Workflow.WhenAnyAsync(running, deadline) == running ? await running : throw new StepFailedException(step, Late);
        }
        catch (ActivityFailureException failure)
        {
            throw StepFailedException.From(step, failure);
        }
    }

    /// <summary>As far as the steps come; what ends them is noted as a run would take it.</summary>
    public async Task GatherAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (StepFailedException failure)
        {
            (OwnSteps.IsFinal(failure.Error) ? refusals : obstacles).Add(new(failure.Step, failure.Error.Sentence()));
        }
    }

    /// <summary>The plan that comes of it.</summary>
    /// <param name="spec">Of what.</param>
    /// <param name="items">What would be done.</param>
    public OperationPlan Plan(IOperationSpec spec, IReadOnlyList<PlannedItem> items) => new()
    {
        Operation = spec.Kind,
        Name = spec.Name,
        Version = spec.Version,
        Digest = SpecDigest.Of(spec),
        Items = items,
        Refusals = [.. refusals.Distinct()],
        Obstacles = obstacles,
        HasWork = items.Any(item => item.Route != PlanRoute.Current),
    };

    private static StepError Late => new(
        StepErrorKind.Unreachable, $"no answer within {PlanNames.Deadline.TotalMinutes:0} minutes", "see the worker's log for what it waits for, and plan again");
}
