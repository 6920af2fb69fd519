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
        await AskAsync(Fresh(), Step(seconds: 45));

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
            Step(seconds: 44),
            Step(seconds: 600) with { Waiting = null },
            Step(seconds: 600) with { Waiting = Waiting with { NextAttempt = time.GetUtcNow().AddSeconds(4) } },
            Step(seconds: 600) with { Copy = null });

        service.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task OneCopyIsAskedFor_AndTheNextOnlyIfTheAnswerDoesNotShowIt()
    {
        var fresh = Fresh();
        var (first, second) = (Step(seconds: 50), Step(seconds: 46, region: "us-east-1"));

        await AskAsync(fresh, second, first);
        time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(fresh, second, first);
        service.Asked.Count.ShouldBe(1);
        service.Asked[0].Execution.WorkflowId.ShouldEndWith("/cn-shanghai");

        await AskAsync(fresh, second, Step(seconds: 0));
        service.Asked.Count.ShouldBe(2);
        service.Asked[1].Execution.WorkflowId.ShouldEndWith("/us-east-1");

        time.Advance(TimeSpan.FromSeconds(44));
        await AskAsync(fresh, Step(seconds: 44, region: "us-east-1"), Step(seconds: 44));
        service.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task WhatIsNotAnsweredWithinTenSeconds_IsNotWaitedForAnyLonger()
    {
        var fresh = Fresh();
        var (first, second) = (Step(seconds: 600), Step(seconds: 500, region: "us-east-1"));

        foreach (var (seconds, asked) in new[] { (0, 1), (9, 1), (1, 2), (34, 2), (1, 3) })
        {
            time.Advance(TimeSpan.FromSeconds(seconds));
            await AskAsync(fresh, first, second);
            service.Asked.Count.ShouldBe(asked);
        }
    }

    [Fact]
    public async Task AClockThatIsAhead_AsksAnewWhenSoMuchOfItsOwnTimeHasPassed()
    {
        var fresh = Fresh();
        var before = Step(seconds: 600);
        foreach (var asked in new[] { 1, 2, 3 })
        {
            await AskAsync(fresh, before);
            service.Asked.Count.ShouldBe(asked);

            // The answer is ten minutes old, too.
            time.Advance(TimeSpan.FromSeconds(1));
            before = Step(seconds: 600);
            await AskAsync(fresh, before);
            time.Advance(TimeSpan.FromSeconds(44));
            await AskAsync(fresh, before);
            service.Asked.Count.ShouldBe(asked);

            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Theory]
    [InlineData(RpcException.StatusCode.Unimplemented, 1)]
    [InlineData(RpcException.StatusCode.PermissionDenied, 1)]
    [InlineData(RpcException.StatusCode.NotFound, 2)]
    [InlineData(RpcException.StatusCode.ResourceExhausted, 2)]
    public async Task ServerThatCannot_IsNotAskedAgain_AndOneThatDidNotThisTimeIs(RpcException.StatusCode code, int asked)
    {
        var fresh = Fresh();
        var step = Step(seconds: 45);
        service.Refusal = new(code, "no", null);

        await AskAsync(fresh, step);
        time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(fresh, step);

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

    private PendingStep Step(int seconds, string region = "cn-shanghai")
    {
        var seen = time.GetUtcNow().AddSeconds(-seconds);
        return new(region, "WaitImage", 3, new("Creating", 40, seen, 0, seen, seen, true), null) { Waiting = Waiting with { WorkflowId = $"promote/web-base/1/{region}" } };
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
