namespace SharedImages.Ecs.Tests;

public sealed class TimeoutTests : EcsClientTest
{
    private static readonly byte[] HeadWithoutBody = Answer.Head(200, "Content-Length: 100");

    public static TheoryData<bool> HeadersCame => [false, true];

    [Theory]
    [MemberData(nameof(HeadersCame))]
    public async Task An_answer_that_does_not_come_in_time_is_a_timeout(bool headersCame)
    {
        await using var server = LoopbackServer.Answering(Slow(headersCame));
        var call = ClientOf(server).CopyImageAsync(Copy);
        await server.FirstRequest;
        call.IsCompleted.ShouldBeFalse();

        Time.Advance(TimeSpan.FromSeconds(30));

        var failure = await Should.ThrowAsync<EcsException>(() => call);
        failure.Code.ShouldBe(LocalCodes.Timeout);
        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.HttpStatus.ShouldBeNull();
        failure.Message.ShouldBe($"CopyImage in cn-hangzhou: Client.Timeout: no answer from {server.Endpoint.Authority} within 30 s");
        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_moment_before_the_timeout_the_call_still_waits()
    {
        await using var server = LoopbackServer.Answering(Answer.Never);
        using var caller = new CancellationTokenSource();
        var call = ClientOf(server).CopyImageAsync(Copy, caller.Token);
        await server.FirstRequest;

        Time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));

        // Were the timeout over, the call would end as EcsException.
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [MemberData(nameof(HeadersCame))]
    public async Task A_caller_that_gives_up_gets_a_cancellation_not_an_ecs_failure(bool headersCame)
    {
        await using var server = LoopbackServer.Answering(Slow(headersCame));
        using var caller = new CancellationTokenSource();
        var call = ClientOf(server).CopyImageAsync(Copy, caller.Token);
        await server.FirstRequest;

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_that_has_given_up_before_sends_nothing()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("{}"));

        await Should.ThrowAsync<OperationCanceledException>(() => ClientOf(server).CopyImageAsync(Copy, new CancellationToken(canceled: true)));

        server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_that_gives_up_between_pages_gets_no_half_list()
    {
        using var caller = new CancellationTokenSource();
        await using var server = new LoopbackServer(request =>
        {
            if (request.Parameters["PageNumber"] == "1")
            {
                return Answer.Json("""{"TotalCount":2,"Images":{"Image":[{"ImageId":"m-1"}]}}""");
            }

            caller.Cancel();
            return Answer.Never;
        });

        await Should.ThrowAsync<OperationCanceledException>(() => ClientOf(server).DescribeImagesAsync(new() { RegionId = Hangzhou, Status = ImageStatus.All }, caller.Token));
    }

    private static Answer Slow(bool headersCame) => new(headersCame ? HeadWithoutBody : [], AfterAnswer.Hold);
}
