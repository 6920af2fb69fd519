using System.Reflection;
using Temporalio.Api.History.V1;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// Behaviours of a Temporal server, each played on every server: what a caller sees is written in the test, and the histories of all
/// workflows of the play are as recorded on the real server. The workflows are those nested in the test class, and the common ones.
/// </summary>
public abstract class BehaviourTests(TemporalServers servers)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly Type[] Common = [typeof(Calls), typeof(Waits), typeof(Returns), typeof(Fails)];

    public static TheoryData<Server> EachServer => [.. Enum.GetValues<Server>()];

    private protected async Task PlayAsync(Server server, Func<Stage, Task> play, string expected)
    {
        var (environment, isOwn) = await servers.GetAsync(server);
        try
        {
            var stage = new Stage(environment, $"queue-{Guid.NewGuid():N}");
            var differences = await DifferencesAsync(server, stage, play, expected);
            if (differences.Length > 0)
            {
                Assert.Fail(differences);
            }
        }
        finally
        {
            if (isOwn)
            {
                await environment.ShutdownAsync();
            }
        }
    }

    /// <summary>What was other than it should be, as text; empty if nothing was.</summary>
    private async Task<string> DifferencesAsync(Server server, Stage stage, Func<Stage, Task> play, string expected)
    {
        try
        {
            var histories = await PlayAsync(stage, play);
            var seen = Differences.Between(expected.Split('\n'), stage.Seen.Split('\n'));
            var recorded = await Recording.DifferencesAsync(server, Name(), histories);
            return string.Join('\n', [
                .. seen.Count == 0 ? seen : seen.Prepend("the caller saw something else (- as written, + as played):"),
                .. recorded.Count == 0 ? recorded : recorded.Prepend("the histories differ (- as recorded, + as played):")]);
        }
        catch (Exception e) when (e is TimeoutException or TemporalException)
        {
            return e.Message;
        }
    }

    private async Task<IReadOnlyList<string>> PlayAsync(Stage stage, Func<Stage, Task> play)
    {
        var workflows = GetType().GetNestedTypes(BindingFlags.NonPublic).Where(type => type.IsDefined(typeof(WorkflowAttribute), inherit: false));
        using var worker = stage.Worker(workflows.Concat(Common));
        return await worker.ExecuteAsync(async () =>
        {
            await InTimeAsync(play(stage), "the play", stage);
            var histories = HistoriesAsync(stage);
            await InTimeAsync(histories, "a workflow of the play", stage);
            return await histories;
        });
    }

    private static async Task InTimeAsync(Task step, string what, Stage stage)
    {
        try
        {
            await step.WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what} has not ended after {Deadline.TotalSeconds} s; seen so far:\n{stage.Seen}");
        }
    }

    /// <summary>The histories of all runs of the play, to their end; children, successors and retries too.</summary>
    private static async Task<IReadOnlyList<string>> HistoriesAsync(Stage stage)
    {
        var texts = new SortedDictionary<string, IReadOnlyList<HistoryEvent>>(StringComparer.Ordinal);
        for (var index = 0; index < stage.Runs.Count; index++)
        {
            var (workflowId, runId) = stage.Runs[index];
            var handle = stage.Client.GetWorkflowHandle(workflowId, runId);
            await Outcome.OfAsync(() => handle.GetResultAsync<object?>(followRuns: false));
            var events = (await handle.FetchHistoryAsync()).Events.ToList();
            foreach (var e in events)
            {
                Follow(stage, workflowId, e);
            }

            texts[stage.Names.Of(runId)] = events;
        }

        return [.. texts.SelectMany(text => HistoryText.Of(text.Value, stage.Names).Prepend(text.Key))];
    }

    private static void Follow(Stage stage, string workflowId, HistoryEvent e)
    {
        if (e.ChildWorkflowExecutionStartedEventAttributes?.WorkflowExecution is { } child)
        {
            stage.Know(child.WorkflowId, child.RunId);
        }

        var next = e.WorkflowExecutionContinuedAsNewEventAttributes?.NewExecutionRunId
            ?? e.WorkflowExecutionFailedEventAttributes?.NewExecutionRunId
            ?? e.WorkflowExecutionTimedOutEventAttributes?.NewExecutionRunId
            ?? e.WorkflowExecutionCompletedEventAttributes?.NewExecutionRunId;
        if (next is { Length: > 0 })
        {
            stage.Know(workflowId, next);
        }
    }

    /// <summary>The test's name with its data, but for the server.</summary>
    private static string Name()
    {
        var test = TestContext.Current.TestMethod!;
        var data = TestContext.Current.Test is Xunit.v3.IXunitTest { TestMethodArguments: var arguments } ? arguments.Skip(1) : [];
        return string.Join('.', new object?[] { test.TestClass.TestClassSimpleName, test.MethodName }.Concat(data));
    }
}
