using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using NSubstitute;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Testing;

namespace SharedImages.Activities.Tests;

public sealed class TemporalRunsTests
{
    private static readonly DescribeWorkflowExecutionResponse Region = new()
    {
        WorkflowExecutionInfo = new()
        {
            Execution = new() { WorkflowId = Runs.Region, RunId = Runs.RegionRun },
            Type = new() { Name = "CopyToRegion" },
            TaskQueue = Runs.TaskQueue,
            FirstRunId = "first",
            StartTime = Timestamp.FromDateTimeOffset(Site.Start),
            Status = WorkflowExecutionStatus.Running,
            ParentExecution = new() { WorkflowId = Runs.Promotion, RunId = Runs.Run },
        },
    };

    [Fact]
    public async Task ARun_IsAskedForByIdAndRunInTheWorkersNamespace()
    {
        var service = new Service(_ => Region);

        (await FindAsync(service, Runs.RegionRun)).ShouldBe(new(Runs.Region, "CopyToRegion", Runs.TaskQueue, "first", Site.Start, RunState.Open, (Runs.Promotion, Runs.Run)));
        (await FindAsync(service, runId: null)).ShouldNotBeNull();

        service.Asked.ShouldBe(
        [
            new DescribeWorkflowExecutionRequest { Namespace = "images", Execution = new() { WorkflowId = Runs.Region, RunId = Runs.RegionRun } },
            new DescribeWorkflowExecutionRequest { Namespace = "images", Execution = new() { WorkflowId = Runs.Region } },
        ]);
    }

    [Theory]
    [InlineData(WorkflowExecutionStatus.Completed)]
    [InlineData(WorkflowExecutionStatus.Terminated)]
    public async Task ARunWithoutAParentThatIsOver_SaysSo(WorkflowExecutionStatus status)
    {
        var answer = Region.Clone();
        answer.WorkflowExecutionInfo.Status = status;
        answer.WorkflowExecutionInfo.ParentExecution = null;

        var run = await FindAsync(new(_ => answer), Runs.RegionRun);

        run!.IsOpen.ShouldBeFalse();
        run.Parent.ShouldBeNull();
    }

    [Fact]
    public async Task ARunThatTemporalDoesNotKnow_IsNone() =>
        (await FindAsync(new(_ => throw new RpcException(RpcException.StatusCode.NotFound, "no such run", null)), Runs.RegionRun)).ShouldBeNull();

    [Theory]
    [InlineData(RpcException.StatusCode.Unavailable)]
    [InlineData(RpcException.StatusCode.PermissionDenied)]
    [InlineData(RpcException.StatusCode.InvalidArgument)]
    public async Task AnythingElse_IsTroubleThatMayPassAndSaysWhatToSeeTo(RpcException.StatusCode code)
    {
        var trouble = await Should.ThrowAsync<TroubleException>(() => FindAsync(new(_ => throw new RpcException(code, "no", null)), Runs.RegionRun));

        trouble.Error.Kind.ShouldBe(StepErrorKind.Unreachable);
        trouble.Error.Message.ShouldBe($"Temporal cannot be asked about this step ({code}: no)");
        trouble.Error.Remedy.ShouldBe("see whether Temporal is well, and whether the worker's identity may describe and list the workflows of its namespace, and read their histories");
    }

    [Fact]
    public async Task WhatAReplacementHasSelected_IsTheAnswerOfItsSurveyPageByPage()
    {
        var survey = new HistoryEvent { EventId = 5, ActivityTaskScheduledEventAttributes = new() { ActivityType = new() { Name = "SurveyFleet" } } };
        var service = new Service(request => ((GetWorkflowExecutionHistoryRequest)request).NextPageToken.IsEmpty
            ? Page(more: true, new() { EventId = 4, ActivityTaskScheduledEventAttributes = new() { ActivityType = new() { Name = "ResolveImages" } } }, survey, Completed(4, "not a survey"))
            : Page(more: false, Completed(5, new FleetSurvey([new("i-1", 0, "m-1"), new("i-2", 0, "m-1")], [], []))));

        (await RunAsync(service, runs => runs.SelectedAsync("replace/web/1", "run-1", CancellationToken.None))).ShouldBe(["i-1", "i-2"]);
        service.Asked.Cast<GetWorkflowExecutionHistoryRequest>().ShouldAllBe(asked => asked.Namespace == "images" && asked.Execution.WorkflowId == "replace/web/1" && asked.Execution.RunId == "run-1");
    }

    [Fact]
    public async Task WhatAReplacementHasSelected_BeforeItsSurveyHasEnded_IsNothing()
    {
        var survey = new HistoryEvent { EventId = 5, ActivityTaskScheduledEventAttributes = new() { ActivityType = new() { Name = "SurveyFleet" } } };

        (await RunAsync(new(_ => Page(more: false, survey)), runs => runs.SelectedAsync("replace/web/1", "run-1", CancellationToken.None))).ShouldBeNull();
    }

    private static GetWorkflowExecutionHistoryResponse Page(bool more, params HistoryEvent[] events) =>
        new() { History = new() { Events = { events } }, NextPageToken = more ? ByteString.CopyFromUtf8("next") : ByteString.Empty };

    private static HistoryEvent Completed(long scheduled, object answer) => new()
    {
        ActivityTaskCompletedEventAttributes = new() { ScheduledEventId = scheduled, Result = new() { Payloads_ = { ContractJson.DataConverter.PayloadConverter.ToPayload(answer) } } },
    };

    private static Task<RunFacts?> FindAsync(Service service, string? runId) => RunAsync(service, runs => runs.FindAsync(Runs.Region, runId, CancellationToken.None));

    private static async Task<T> RunAsync<T>(Service service, Func<TemporalRuns, Task<T>> ask)
    {
        var client = Substitute.For<ITemporalClient>();
        client.WorkflowService.Returns(service);
        client.Options.Returns(new TemporalClientOptions { Namespace = "images", DataConverter = ContractJson.DataConverter });
        return await new ActivityEnvironment { TemporalClient = client }.RunAsync(() => ask(new()));
    }

    private sealed class Service(Func<IMessage, IMessage> answer) : WorkflowService
    {
        public List<IMessage> Asked { get; } = [];

        protected override Task<T> InvokeRpcAsync<T>(string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null)
        {
            Asked.Add(req);
            return Task.FromResult((T)answer(req));
        }
    }
}
