using System.Globalization;
using SharedImages.Workflows;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>One decision on all parked items of the runs that a query means.</summary>
/// <param name="client">Connected.</param>
/// <param name="query">Which runs; only parked ones count.</param>
/// <param name="wanted">The decision.</param>
/// <param name="options">Of the connection, to be given again; see <see cref="OperationRun.Options"/>.</param>
/// <param name="ui">Null = not known.</param>
internal sealed class DecisionsOnMany(ITemporalClient client, RunQuery query, DecisionWanted wanted, string options, WebUi? ui)
{
    /// <summary>More runs are not decided on at once: somebody should look at such a list before he says yes.</summary>
    public const int Most = 500;

    /// <summary>Each asks a worker.</summary>
    private const int AtOnce = 8;

    private readonly RunQuery parked = query with { OnlyParked = true };

    /// <summary>What there is to decide on.</summary>
    /// <exception cref="CommandException">The query is none, or means too many.</exception>
    public async Task<DecisionList> FindAsync(CancellationToken cancellation)
    {
        var runs = await ListAsync(cancellation);
        var found = new (IReadOnlyList<PendingDecision> Decisions, string? LeftOut)[runs.Count];
        await Parallel.ForAsync(0, runs.Count, Bounds(cancellation), async (index, token) => found[index] = await LookAsync(runs[index], token));
        return new() { Decisions = [.. found.SelectMany(run => run.Decisions)], LeftOut = [.. found.Select(run => run.LeftOut).OfType<string>()] };
    }

    /// <summary>Gives the decisions, of one run one after the other.</summary>
    /// <returns>The same, with what came of them.</returns>
    public async Task<DecisionList> TakeAsync(DecisionList list, CancellationToken cancellation)
    {
        var runs = list.Decisions.GroupBy(decision => decision.Run.RunId, StringComparer.Ordinal).Select(run => run.ToList()).ToList();
        await Parallel.ForEachAsync(runs, Bounds(cancellation), async (decisions, token) =>
        {
            for (var i = 0; i < decisions.Count; i++)
            {
                decisions[i] = await TakeAsync(decisions[i], token);
            }
        });
        return list with { Decisions = [.. runs.SelectMany(run => run)] };
    }

    private static ParallelOptions Bounds(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    private async Task<IReadOnlyList<WorkflowExecution>> ListAsync(CancellationToken cancellation)
    {
        try
        {
            var count = (await client.CountWorkflowsAsync(parked.Text, new() { Rpc = OperationRun.Call(cancellation) })).Count;
            if (count > Most)
            {
                throw new CommandException(ExitCode.InvalidInput, string.Create(CultureInfo.InvariantCulture, $"{count} parked runs are meant; at most {Most} are decided on at once. Mean fewer with --name, --kind or --query. Nothing was decided."));
            }

            var runs = new List<WorkflowExecution>();
            await foreach (var page in parked.PagesAsync(client, Most, cancellation))
            {
                runs.AddRange(page);
            }

            return runs;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.InvalidArgument && parked.Condition is not null)
        {
            throw new CommandException(ExitCode.InvalidInput, $"--query is no list filter that Temporal understands ({e.Message}); give one such as ImageName = 'web-base' AND StartTime > '2026-11-24T00:00:00Z'.");
        }
    }

    private async Task<(IReadOnlyList<PendingDecision> Decisions, string? LeftOut)> LookAsync(WorkflowExecution listed, CancellationToken cancellation)
    {
        var (run, facts) = (Open(listed.Id, listed.RunId), RunFacts.Of(listed, ui));
        var answer = await run.QueryAsync(listed.TaskQueue!, cancellation);
        if (answer.Progress is not { } progress)
        {
            return ([], $"{listed.Id} is left out: {answer.Notice ?? answer.Failing?.Headline}");
        }

        IReadOnlyList<PendingDecision> decisions = [.. progress.Items.Where(wanted.Fits).Select(item => new PendingDecision(facts, item.Item, item.Step ?? "", item.Since, wanted.Action))];
        return (decisions, decisions.Count > 0 ? null : $"{listed.Id} is left out: {Words.Of(wanted.Action)} is not possible for {Parked(progress)}");
    }

    private static string Parked(OperationProgress progress) =>
        string.Join(", ", progress.Items.Where(item => item.State == ItemState.Parked).Select(item => $"{item.Item} at {item.Step}")) is { Length: > 0 } items ? items : "what goes on by now";

    private async Task<PendingDecision> TakeAsync(PendingDecision decision, CancellationToken cancellation)
    {
        try
        {
            await new DecisionTaker(Open(decision.Run.WorkflowId, decision.Run.RunId), cancellation).TakeAsync(decision.Item, decision.Step, decision.Action);
            return decision with { Taken = true };
        }
        catch (CommandException e)
        {
            return decision with { Taken = false, Problem = string.Join(" ", e.Lines) };
        }
    }

    private OperationRun Open(string workflowId, string runId) => new(client, workflowId, runId, options) { Ui = ui };
}
