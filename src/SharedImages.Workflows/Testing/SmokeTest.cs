using System.Globalization;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>Tests instances: the agent, then each command on all of them. Instances that run no test are left as they are.</summary>
/// <param name="region">Region of the instances.</param>
/// <param name="account">UID that the operation began with.</param>
/// <param name="test">What they must show.</param>
/// <param name="round">Which test of these instances it is: a command is begun once per round.</param>
internal sealed class SmokeTest(string region, string account, TestSpec test, int round)
{
    /// <summary>Name of the step that fails.</summary>
    public const string Step = "test";

    /// <summary>How many instances are asked about at once (facts §2.18: agents by 50).</summary>
    public const int MaxInstances = 50;

    // An agent that has answered may still be upgrading itself.
    private const int MaxDeliveries = 3;

    /// <summary>What came of each command on each instance, those of one command in the order of the instances.</summary>
    /// <exception cref="StepFailedException">An agent is not ready in time, or a command did not pass; for good.</exception>
    public async Task<IReadOnlyList<CommandResult>> RunAsync(IReadOnlyList<string> instanceIds)
    {
        var results = await Workflow.WhenAllAsync(instanceIds.Chunk(MaxInstances).Select(RunPartAsync));
        return [.. results.SelectMany(part => part)];
    }

    private async Task<IReadOnlyList<CommandResult>> RunPartAsync(IReadOnlyList<string> instanceIds, int part)
    {
        try
        {
            var agents = new AwaitAgentsRequest(region, account, instanceIds, test.ReadyWithin);
            await Workflow.ExecuteActivityAsync((ITestActivities a) => a.AwaitAgentsAsync(agents), StepOptions.Wait($"{region}: wait for the agents of {Count(instanceIds)}"));
            var results = new List<CommandResult>();
            for (var i = 0; i < test.Commands.Count; i++)
            {
                results.AddRange(await RunAsync(test.Commands[i], instanceIds, string.Create(CultureInfo.InvariantCulture, $"{region}/{part}/{i}")));
            }

            return results;
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            throw StepFailedException.From(Step, failure);
        }
    }

    private async Task<IReadOnlyList<CommandResult>> RunAsync(TestCommand command, IReadOnlyList<string> instanceIds, string place)
    {
        var ended = new List<CommandResult>();
        var open = instanceIds;
        for (var delivery = 0; open.Count > 0; delivery++)
        {
            var results = await RunOnceAsync(command, open, string.Create(CultureInfo.InvariantCulture, $"{place}/{delivery}"));
            var isLast = delivery == MaxDeliveries - 1;
            ended.AddRange(results.Where(result => isLast || !TestRules.IsUndelivered(result)));
            open = [.. results.Where(result => !isLast && TestRules.IsUndelivered(result)).Select(result => result.InstanceId)];
        }

        var failed = ended.Where(result => !result.Passed).ToList();
        return failed.Count == 0 ? ended : throw new StepFailedException(Step, TestRules.Failed(region, command, failed));
    }

    private async Task<IReadOnlyList<CommandResult>> RunOnceAsync(TestCommand command, IReadOnlyList<string> instanceIds, string place)
    {
        var token = ClientTokens.Of(Workflow.Info.WorkflowId, Workflow.Info.FirstExecutionRunId, Step, place + "/" + instanceIds[0], round);
        var start = new StartCommandRequest(region, account, instanceIds, command, token);
        var invokeId = await Workflow.ExecuteActivityAsync((ITestActivities a) => a.StartCommandAsync(start), StepOptions.Write($"{region}: run \"{command.Run}\" on {Count(instanceIds)}"));
        var wait = new AwaitCommandRequest(region, account, invokeId, instanceIds, command);
        return await Workflow.ExecuteActivityAsync((ITestActivities a) => a.AwaitCommandAsync(wait), StepOptions.Wait($"{region}: wait for \"{command.Run}\""));
    }

    private static string Count(IReadOnlyList<string> instanceIds) => instanceIds.Count == 1 ? instanceIds[0] : string.Create(CultureInfo.InvariantCulture, $"{instanceIds.Count} instances");
}
