using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Cli.Tests;

public sealed class FreshLooksTests
{
    private static readonly ActivityRef Waiting = new("promote/web-base/1/cn-shanghai", "run-1", "7", new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero));

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly Service service = new();

    [Fact]
    public async Task ALookThatIsTooOld_IsAskedForAtOnce()
    {
        await AskAsync(Fresh(), Step(seconds: 60));

        service.Asked.ShouldHaveSingleItem().ShouldBe(new()
        {
            Namespace = "images",
            Execution = new() { WorkflowId = Waiting.WorkflowId, RunId = Waiting.RunId },
            Id = Waiting.ActivityId,
            Identity = "somebody",
        });
    }

    [Fact]
    public async Task ALookThatIsFresh_AnAttemptThatRunsOrIsAboutTo_AndOtherSteps_AreLeftAlone()
    {
        await AskAsync(
            Fresh(),
            Step(seconds: 59),
            Step(seconds: 600) with { Waiting = null },
            Step(seconds: 600) with { Waiting = Waiting with { NextAttempt = time.GetUtcNow().AddSeconds(4) } },
            Step(seconds: 600) with { Copy = null });

        service.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task AClockThatIsAhead_AsksOnceAMinute()
    {
        var fresh = Fresh();
        for (var second = 0; second < 120; second++)
        {
            await AskAsync(fresh, Step(seconds: 600));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        service.Asked.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(RpcException.StatusCode.Unimplemented, 1)]
    [InlineData(RpcException.StatusCode.PermissionDenied, 1)]
    [InlineData(RpcException.StatusCode.NotFound, 2)]
    [InlineData(RpcException.StatusCode.ResourceExhausted, 2)]
    public async Task ServerThatCannot_IsNotAskedAgain_AndOneThatDidNotThisTimeIs(RpcException.StatusCode code, int asked)
    {
        var fresh = Fresh();
        service.Refusal = new(code, "no", null);

        await AskAsync(fresh, Step(seconds: 60));
        time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(fresh, Step(seconds: 60));

        service.Asked.Count.ShouldBe(asked);
    }

    private FreshLooks Fresh()
    {
        var client = Substitute.For<ITemporalClient>();
        client.WorkflowService.Returns(service);
        client.Options.Returns(new TemporalClientOptions { Namespace = "images" });
        client.Connection.Options.Returns(new TemporalConnectionOptions("localhost:7233") { Identity = "somebody" });
        return new(client, time, FreshLooks.UsualAge);
    }

    private static Task AskAsync(FreshLooks fresh, params PendingStep[] steps) => fresh.AskAsync(steps, CancellationToken.None);

    private PendingStep Step(int seconds)
    {
        var seen = time.GetUtcNow().AddSeconds(-seconds);
        return new("cn-shanghai", "WaitImage", 3, new("Creating", 40, seen, 0, seen, seen, true), null) { Waiting = Waiting };
    }

    private sealed class Service : WorkflowService
    {
        public List<ResetActivityRequest> Asked { get; } = [];

        public RpcException? Refusal { get; set; }

        protected override Task<T> InvokeRpcAsync<T>(string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null)
        {
            Asked.Add((ResetActivityRequest)req);
            return Refusal is { } refusal ? Task.FromException<T>(refusal) : Task.FromResult((T)(IMessage)new ResetActivityResponse());
        }
    }
}
