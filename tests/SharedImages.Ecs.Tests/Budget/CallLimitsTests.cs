namespace SharedImages.Ecs.Tests;

/// <summary>The budget as callers of the client meet it.</summary>
public sealed class CallLimitsTests : EcsClientTest
{
    private static readonly Answer Done = Answer.Json("""{"ImageId":"m-copy","RequestId":"R"}""");
    private static readonly Answer Throttled = Answer.Json("""{"Code":"Throttling.User","Message":"m","RequestId":"R"}""", 400);

    [Fact]
    public void The_limits_are_those_that_ecs_publishes_and_few_for_the_others()
    {
        var limits = new CallLimits();

        limits.Of("DescribeImages").ShouldBe(1_000);
        limits.Of("CopyImage").ShouldBe(1_000);
        limits.Of("RunInstances").ShouldBe(300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_that_lets_nothing_through_is_refused(int limit)
    {
        Refused(new CallLimits { OfOthers = limit }).ShouldBe($"The call limit of other actions is {limit}, so none could ever be made; it is at least 1. (Parameter 'limits')");
        Refused(Only("CopyImage", limit)).ShouldStartWith($"The call limit of CopyImage is {limit}");

        string Refused(CallLimits limits) => Should.Throw<ArgumentException>(() => ClientOf(new EcsClientOptions { CallLimits = limits })).Message;
    }

    [Fact]
    public async Task A_call_beyond_the_limit_is_sent_when_its_turn_comes_and_its_timeout_begins_then()
    {
        await using var server = LoopbackServer.Answering(Done);
        var client = ClientOf(server, Only("CopyImage", 1));
        await client.CopyImageAsync(Copy);
        var second = client.CopyImageAsync(Copy);

        Time.Advance(TimeSpan.FromSeconds(59));
        second.IsCompleted.ShouldBeFalse();
        server.Seen.Count.ShouldBe(1);
        Time.Advance(TimeSpan.FromSeconds(1));

        await second;
        server.Seen.Count.ShouldBe(2);
        server.Seen[1].Headers["x-acs-date"].ShouldBe("2026-11-24T01:03:03Z");
    }

    [Fact]
    public async Task Other_actions_and_other_regions_have_budgets_of_their_own()
    {
        await using var server = LoopbackServer.Answering(Done);
        var client = ClientOf(server, new() { OfOthers = 1, OfActions = Only("CopyImage", 1).OfActions });
        await client.CopyImageAsync(Copy);

        await client.CopyImageAsync(Copy with { RegionId = "cn-shanghai" });
        await client.DeleteImageAsync(new(Hangzhou, "m-1"));

        server.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_caller_that_gives_up_in_the_queue_sends_nothing()
    {
        await using var server = LoopbackServer.Answering(Done);
        var client = ClientOf(server, Only("CopyImage", 1));
        await client.CopyImageAsync(Copy);
        using var caller = new CancellationTokenSource();
        var waiting = client.CopyImageAsync(Copy, caller.Token);

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        Time.Advance(CallLimits.Window);
        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_throttled_call_is_never_sent_again_by_itself_and_halves_what_is_left()
    {
        await using var server = LoopbackServer.Answering(Throttled, Done);
        var client = ClientOf(server, Only("CopyImage", 4));

        (await Should.ThrowAsync<EcsException>(() => client.CopyImageAsync(Copy))).Kind.ShouldBe(ErrorKind.Throttled);

        server.Seen.Count.ShouldBe(1);
        await client.CopyImageAsync(Copy);
        var third = client.CopyImageAsync(Copy);
        third.IsCompleted.ShouldBeFalse();
        Time.Advance(CallLimits.Window);
        await third;
    }

    [Fact]
    public async Task Without_limits_none_waits()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("""{"Code":"Throttling","Message":"m","RequestId":"R"}""", 400, "x-acs-retry-after: 2500"), Done);
        var client = ClientOf(new EcsClientOptions { Endpoint = server.Endpoint, CallLimits = null });
        await Should.ThrowAsync<EcsException>(() => client.CopyImageAsync(Copy));

        await client.CopyImageAsync(Copy);

        server.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_pause_that_ecs_asks_for_holds_the_next_call()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("""{"Code":"Throttling","Message":"m","RequestId":"R"}""", 400, "x-acs-retry-after: 2500"), Done);
        var client = ClientOf(server);
        await Should.ThrowAsync<EcsException>(() => client.CopyImageAsync(Copy));

        var next = client.CopyImageAsync(Copy);
        Time.Advance(TimeSpan.FromMilliseconds(2_499));
        next.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromMilliseconds(1));

        await next;
    }

    private static CallLimits Only(string action, int limit) => new() { OfActions = new Dictionary<string, int> { [action] = limit } };

    private EcsClient ClientOf(LoopbackServer server, CallLimits limits) => ClientOf(new EcsClientOptions { Endpoint = server.Endpoint, CallLimits = limits });
}
