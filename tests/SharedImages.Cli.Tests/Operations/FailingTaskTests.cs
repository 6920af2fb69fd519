using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli.Tests;

public sealed class FailingTaskTests
{
    private static readonly HistoryEvent Scheduled = new() { EventType = EventType.WorkflowTaskScheduled };

    [Theory]
    [InlineData(WorkflowTaskFailedCause.NonDeterministicError, true)]
    [InlineData(WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, true)]
    [InlineData(WorkflowTaskFailedCause.BadSearchAttributes, true)]
    [InlineData(WorkflowTaskFailedCause.UnhandledCommand, false)]
    [InlineData(WorkflowTaskFailedCause.UnhandledUpdate, false)]
    [InlineData(WorkflowTaskFailedCause.ResetWorkflow, false)]
    public void Of_TheNewestTaskThatFailed_UnlessTheServerGaveItUpItself(WorkflowTaskFailedCause cause, bool fails)
    {
        var task = FailingTask.Of(ContractNames.PromotionItem, Views.Id, 2, [Scheduled, Failed(cause), Completed]);

        task.ShouldBe(fails ? new FailingTask(ContractNames.PromotionItem, Views.Id, 2, cause.ToString(), "what happened") : null);
    }

    [Fact]
    public void Of_AFailureThatIsOver_IsNone() =>
        FailingTask.Of("cn-shanghai", Views.Id, 2, [Scheduled, Completed, Failed(WorkflowTaskFailedCause.NonDeterministicError)]).ShouldBeNull();

    [Fact]
    public void Of_ATaskThatAWorkerTookToItsDeath_IsNone() =>
        FailingTask.Of("cn-shanghai", Views.Id, 2, [Scheduled, new() { EventType = EventType.WorkflowTaskTimedOut }, Failed(WorkflowTaskFailedCause.NonDeterministicError)]).ShouldBeNull();

    [Theory]
    [InlineData(19, WorkflowExecutionStatus.Running, false)]
    [InlineData(20, WorkflowExecutionStatus.Running, true)]
    [InlineData(20, WorkflowExecutionStatus.Completed, false)]
    public void Fails_WhenNoWorkerCouldGoOnForAWhile(int seconds, WorkflowExecutionStatus status, bool fails) =>
        (Views.Of() with { Status = status, FailingSince = Views.Now.AddSeconds(-seconds) }).Fails.ShouldBe(fails);

    [Fact]
    public void Lines_SayWhatHappenedWhatItMeansAndWhatToDo()
    {
        var client = new Temporalio.Client.TemporalClient(Temporalio.Client.TemporalConnection.CreateLazy(new("temporal.example:7233") { Runtime = ConnectionOptions.QuietRuntime }), new() { Namespace = "images" });

        new FailingTask("cn-shanghai", $"{Views.Id}/cn-shanghai", 3, "NonDeterministicError", new('x', 1000)).Lines(new(client, Views.Id, null, "")).ShouldBe(
        [
            $"cn-shanghai cannot go on: the worker fails at its code, attempt 3 (NonDeterministicError: {new string('x', 299)}…)",
            "  It means: the worker's code does not fit this run. Another version of it began the run, or this one has a fault.",
            "  to do: run the version of the worker that began it; it then goes on by itself, and nothing is lost",
            "  or give up cn-shanghai, and promote again when all has ended, which adopts what is there: temporal workflow terminate --reason \"worker changed\" --workflow-id promote/web-base/1/cn-shanghai --address temporal.example:7233 --namespace images",
        ]);
        new FailingTask(ContractNames.PromotionItem, Views.Id, null, "QueryFailed", "why").Lines(new(client, Views.Id, null, "")).ShouldBe(
        [
            "promotion cannot go on: the worker fails at its code (QueryFailed: why)",
            "  It means: the worker's code does not fit this run. Another version of it began the run, or this one has a fault.",
            "  to do: run the version of the worker that began it; it then goes on by itself, and nothing is lost",
            "  or begin anew with this version, which adopts what is there: temporal workflow reset --type FirstWorkflowTask --reason \"worker changed\" --workflow-id promote/web-base/1 --address temporal.example:7233 --namespace images",
        ]);
    }

    private static HistoryEvent Completed { get; } = new() { EventType = EventType.WorkflowTaskCompleted };

    private static HistoryEvent Failed(WorkflowTaskFailedCause cause) =>
        new() { EventType = EventType.WorkflowTaskFailed, WorkflowTaskFailedEventAttributes = new() { Cause = cause, Failure = new() { Message = "what happened" } } };
}
