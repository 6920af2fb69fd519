using System.IO.Compression;
using System.Text;

namespace SharedImages.Ecs.Tests;

/// <summary>Whole answers that are not what ECS says, through the client: one request, one typed failure.</summary>
public sealed class HostileAnswerTests : EcsClientTest
{
    private const int Limit = 1_000;

    [Fact]
    public async Task Truncated_json_is_a_bad_answer()
    {
        var failure = await FailureOf(Answer.Json("{\"ImageId\":\"m-co"));

        ShouldBe(failure, LocalCodes.BadAnswer, ErrorKind.Transient, 200);
        failure.EcsMessage.ShouldBe("the answer is not JSON (16 bytes)");
    }

    [Fact]
    public async Task A_gateways_html_is_a_bad_answer_and_none_of_it_is_repeated()
    {
        var failure = await FailureOf(Answer.Of(502, "<html>Bad Gateway, cookie=secret</html>"u8.ToArray(), "Content-Type: text/html"));

        ShouldBe(failure, LocalCodes.BadAnswer, ErrorKind.Transient, 502);
        failure.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"m-copy\"")]
    public async Task Json_that_is_no_object_is_a_bad_answer(string json) => ShouldBe(await FailureOf(Answer.Json(json)), LocalCodes.BadAnswer, ErrorKind.Transient, 200);

    [Fact]
    public async Task An_answer_without_the_image_id_is_a_bad_answer_with_its_request_id()
    {
        var failure = await FailureOf(Answer.Json("""{"RequestId":"R-1"}"""));

        ShouldBe(failure, LocalCodes.BadAnswer, ErrorKind.Transient, 200);
        failure.RequestId.ShouldBe("R-1");
    }

    [Fact]
    public async Task An_error_body_under_status_200_is_that_error() =>
        ShouldBe(await FailureOf(Answer.Json("""{"Code":"QuotaExceed.Image","Message":"m","RequestId":"R"}""")), "QuotaExceed.Image", ErrorKind.Quota, 200);

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = LoopbackServer.Answering(Answer.Json("""{"ImageId":"m-stolen"}"""));

        var failure = await FailureOf(Answer.Json("{}", status, $"Location: {elsewhere.Endpoint}"));

        ShouldBe(failure, LocalCodes.BadAnswer, ErrorKind.Transient, status);
        elsewhere.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_at_the_limit_is_read() =>
        (await CopyAnswered(Answer.Of(200, BodyOf(Limit)))).ImageId.ShouldStartWith("m-xxx");

    [Fact]
    public async Task A_body_that_is_announced_larger_than_the_limit_is_not_read() => ShouldBeTooLarge(await FailureOf(Answer.Of(200, BodyOf(Limit + 1))));

    [Fact]
    public async Task A_body_that_grows_beyond_the_limit_without_saying_so_is_not_read_to_its_end()
    {
        var head = Answer.Head(200, "Transfer-Encoding: chunked");
        var chunk = Encoding.ASCII.GetBytes($"3E9\r\n{new string(' ', 0x3E9)}\r\n");

        // The end never comes: who reads on beyond the limit sees a broken connection instead.
        ShouldBeTooLarge(await FailureOf(new Answer([.. head, .. chunk], AfterAnswer.Close)));
    }

    [Fact]
    public async Task A_compressed_answer_was_not_asked_for_and_is_not_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync("""{"ImageId":"m-packed"}"""u8.ToArray());
        }

        ShouldBe(await FailureOf(Answer.Of(200, packed.ToArray(), "Content-Encoding: gzip")), LocalCodes.BadAnswer, ErrorKind.Transient, 200);
    }

    [Theory]
    [InlineData("1500", 1_500)]
    [InlineData("120001", 120_000)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999", 120_000)]
    public async Task Retry_after_is_milliseconds_and_bounded(string value, int? milliseconds)
    {
        var failure = await FailureOf(Answer.Json("""{"Code":"Throttling.User","Message":"m","RequestId":"R"}""", 400, $"x-acs-retry-after: {value}"));

        failure.RetryAfter.ShouldBe(milliseconds is { } known ? TimeSpan.FromMilliseconds(known) : null);
    }

    [Fact]
    public async Task A_wrong_signature_never_leaks_what_was_signed()
    {
        Key = Key with { SecurityToken = "token-of-sts" };
        var failure = await FailureOf(Answer.Json(
            """{"Code":"SignatureDoesNotMatch","Message":"Specified signature is not matched with our calculation. server string to sign is:POST\n/\nx-acs-security-token:token-of-sts","RequestId":"R"}""", 400));

        ShouldBe(failure, "SignatureDoesNotMatch", ErrorKind.Credentials, 400);
        failure.ToString().ShouldNotContain("token-of-sts");
        failure.ToString().ShouldNotContain(Key.AccessKeySecret);
    }

    [Fact]
    public async Task An_answer_that_repeats_the_security_token_never_leaks_it()
    {
        Key = Key with { SecurityToken = "token-of-sts" };
        var failure = await FailureOf(Answer.Json("""{"Code":"Forbidden token-of-sts","Message":"got headers token-of-sts, token-of-sts","RequestId":"token-of-sts"}""", 403));

        failure.Message.ShouldBe("CopyImage in cn-hangzhou: Forbidden *** (HTTP 403): got headers ***, *** [request ***]");
    }

    [Fact]
    public async Task A_dry_run_that_passes_arrives_as_an_error_and_is_a_success()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("""{"Code":"DryRunOperation","Message":"Request validation has been passed with DryRun flag set.","RequestId":"R-1"}""", 400));

        (await ClientOf(server).CopyImageAsync(Copy with { DryRun = true })).ShouldBe(new CopyImageResponse("", "R-1"));
    }

    [Fact]
    public async Task A_dry_run_that_nobody_asked_for_is_an_error() =>
        ShouldBe(await FailureOf(Answer.Json("""{"Code":"DryRunOperation","Message":"m","RequestId":"R"}""", 400)), "DryRunOperation", ErrorKind.Invalid, 400);

    private static byte[] BodyOf(int length)
    {
        const string start = "{\"ImageId\":\"m-";
        return Encoding.ASCII.GetBytes($"{start}{new string('x', length - start.Length - 2)}\"}}");
    }

    private static void ShouldBe(EcsException failure, string code, ErrorKind kind, int status)
    {
        failure.Code.ShouldBe(code);
        failure.Kind.ShouldBe(kind);
        failure.HttpStatus.ShouldBe(status);
    }

    private static void ShouldBeTooLarge(EcsException failure)
    {
        ShouldBe(failure, LocalCodes.BadAnswer, ErrorKind.Transient, 200);
        failure.EcsMessage.ShouldBe("the answer is larger than the limit");
    }

    private async Task<CopyImageResponse> CopyAnswered(Answer answer)
    {
        await using var server = LoopbackServer.Answering(answer);
        try
        {
            return await ClientOf(new EcsClientOptions { Endpoint = server.Endpoint, MaxResponseBytes = Limit }).CopyImageAsync(Copy);
        }
        finally
        {
            server.Seen.Count.ShouldBe(1);
        }
    }

    private Task<EcsException> FailureOf(Answer answer) => Should.ThrowAsync<EcsException>(() => CopyAnswered(answer));
}
