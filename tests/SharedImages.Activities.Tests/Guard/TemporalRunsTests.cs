using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using NSubstitute;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
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
        var service = new Service(() => Region);

        (await FindAsync(service, Runs.RegionRun)).ShouldBe(new(Runs.Region, "CopyToRegion", Runs.TaskQueue, "first", Site.Start, true, (Runs.Promotion, Runs.Run)));
        (await FindAsync(service, runId: null)).ShouldNotBeNull();

        service.Asked.ShouldBe(
        [
            new() { Namespace = "images", Execution = new() { WorkflowId = Runs.Region, RunId = Runs.RegionRun } },
            new() { Namespace = "images", Execution = new() { WorkflowId = Runs.Region } },
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

        var run = await FindAsync(new(() => answer), Runs.RegionRun);

        run!.IsOpen.ShouldBeFalse();
        run.Parent.ShouldBeNull();
    }

    [Fact]
    public async Task ARunThatTemporalDoesNotKnow_IsNone() =>
        (await FindAsync(new(() => throw new RpcException(RpcException.StatusCode.NotFound, "no such run", null)), Runs.RegionRun)).ShouldBeNull();

    [Theory]
    [InlineData(RpcException.StatusCode.Unavailable)]
    [InlineData(RpcException.StatusCode.PermissionDenied)]
    [InlineData(RpcException.StatusCode.InvalidArgument)]
    public async Task AnythingElse_IsTroubleThatMayPassAndSaysWhatToSeeTo(RpcException.StatusCode code)
    {
        var trouble = await Should.ThrowAsync<TroubleException>(() => FindAsync(new(() => throw new RpcException(code, "no", null)), Runs.RegionRun));

        trouble.Error.Kind.ShouldBe(StepErrorKind.Unreachable);
        trouble.Error.Message.ShouldBe($"Temporal cannot be asked about this step ({code}: no)");
        trouble.Error.Remedy.ShouldBe("see whether Temporal is well, and whether the worker's identity may describe and list the workflows of its namespace");
    }

    private static async Task<RunFacts?> FindAsync(Service service, string? runId)
    {
        var client = Substitute.For<ITemporalClient>();
        client.WorkflowService.Returns(service);
        client.Options.Returns(new TemporalClientOptions { Namespace = "images" });
        return await new ActivityEnvironment { TemporalClient = client }.RunAsync(() => new TemporalRuns().FindAsync(Runs.Region, runId, CancellationToken.None));
    }

    private sealed class Service(Func<DescribeWorkflowExecutionResponse> answer) : WorkflowService
    {
        public List<DescribeWorkflowExecutionRequest> Asked { get; } = [];

        protected override Task<T> InvokeRpcAsync<T>(string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null)
        {
            Asked.Add((DescribeWorkflowExecutionRequest)req);
            return Task.FromResult((T)(IMessage)answer());
        }
    }
}
