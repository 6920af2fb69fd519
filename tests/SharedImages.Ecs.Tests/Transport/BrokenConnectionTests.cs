namespace SharedImages.Ecs.Tests;

/// <summary>No answer, or half of one: the effect is unknown, so the client never sends a request a second time by itself.</summary>
public sealed class BrokenConnectionTests : EcsClientTest
{
    private static readonly Answer Copied = Answer.Json("""{"ImageId":"m-copy","RequestId":"R"}""");

    [Fact]
    public async Task Closed_without_a_byte_is_one_request_and_no_answer()
    {
        await using var server = LoopbackServer.Answering(Answer.None, Copied);

        var failure = await Should.ThrowAsync<EcsException>(() => ClientOf(server).CopyImageAsync(Copy));

        ShouldBe(failure, LocalCodes.NoAnswer);
        failure.Message.ShouldContain($"the connection to {server.Endpoint.Authority} broke before the answer");
        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Closed_without_a_byte_on_a_connection_in_use_is_not_sent_again()
    {
        await using var server = LoopbackServer.Answering(Copied, Answer.None, Copied);
        var client = ClientOf(server);
        await client.CopyImageAsync(Copy);

        var failure = await Should.ThrowAsync<EcsException>(() => client.CopyImageAsync(Copy));

        ShouldBe(failure, LocalCodes.NoAnswer);
        server.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ImageId\":\"m-co")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"ImageId\":")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n{}")]
    [InlineData("this is not HTTP\r\n\r\n")]
    public async Task Half_an_answer_is_no_answer(string bytes)
    {
        await using var server = LoopbackServer.Answering(new Answer(System.Text.Encoding.ASCII.GetBytes(bytes), AfterAnswer.Close));

        var failure = await Should.ThrowAsync<EcsException>(() => ClientOf(server).CopyImageAsync(Copy));

        ShouldBe(failure, LocalCodes.NoAnswer);
        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_connection_is_unreachable_and_names_the_address()
    {
        using var port = new ClosedPort();

        var failure = await Should.ThrowAsync<EcsException>(() => ClientOf(new EcsClientOptions { Endpoint = port.Endpoint }).CopyImageAsync(Copy));

        ShouldBe(failure, LocalCodes.Unreachable);
        failure.Message.ShouldContain($"cannot connect to {port.Endpoint.Authority}");
    }

    [Fact]
    public async Task A_server_that_does_not_speak_tls_is_unreachable()
    {
        await using var server = LoopbackServer.Answering(Copied);
        var https = new UriBuilder(server.Endpoint) { Scheme = "https" }.Uri;

        var failure = await Should.ThrowAsync<EcsException>(() => ClientOf(new EcsClientOptions { Endpoint = https, ConnectTimeout = TimeSpan.FromMilliseconds(200) }).CopyImageAsync(Copy));

        ShouldBe(failure, LocalCodes.Unreachable);
        failure.Message.ShouldContain($"cannot connect to {https.Authority} within 0.2 s");
        server.Seen.ShouldBeEmpty();
    }

    private static void ShouldBe(EcsException failure, string code)
    {
        failure.Code.ShouldBe(code);
        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.Action.ShouldBe("CopyImage");
        failure.RegionId.ShouldBe(Hangzhou);
        failure.HttpStatus.ShouldBeNull();
        failure.RequestId.ShouldBeNull();
    }
}
