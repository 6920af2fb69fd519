using CsCheck;

namespace SharedImages.Ecs.Tests;

/// <summary>What goes over the wire (facts §1.1, §1.3), seen by a server.</summary>
public sealed class RequestShapeTests : EcsClientTest
{
    private static readonly Answer Copied = Answer.Json("""{"ImageId":"m-copy","RequestId":"R"}""");

    [Fact]
    public async Task A_request_is_a_post_with_all_parameters_in_the_query_and_an_empty_body()
    {
        await using var server = LoopbackServer.Answering(Copied);

        await ClientOf(server).CopyImageAsync(Copy);

        var request = server.Seen.ShouldHaveSingleItem();
        request.Method.ShouldBe("POST");
        request.Target.ShouldBe("/?ClientToken=token-1&DestinationImageName=gold&DestinationRegionId=cn-hangzhou&ImageId=m-bp1source&RegionId=cn-hangzhou");
        request.Headers["content-length"].ShouldBe("0");
        request.Headers.ShouldNotContainKey("content-type");
        request.Headers.ShouldNotContainKey("transfer-encoding");
        request.Headers.ShouldNotContainKey("accept-encoding");
    }

    [Fact]
    public async Task The_headers_are_those_of_the_official_sdks()
    {
        await using var server = LoopbackServer.Answering(Copied);

        await ClientOf(server).CopyImageAsync(Copy);

        var headers = server.Seen.ShouldHaveSingleItem().Headers;
        headers["host"].ShouldBe(server.Endpoint.Authority);
        headers["x-acs-action"].ShouldBe("CopyImage");
        headers["x-acs-version"].ShouldBe("2014-05-26");
        headers["x-acs-date"].ShouldBe("2026-11-24T01:02:03Z");
        headers["x-acs-content-sha256"].ShouldBe(AcsSignature.EmptyBodySha256);
        headers["x-acs-signature-nonce"].ShouldNotBeEmpty();
        headers["accept"].ShouldBe("application/json");
        headers["user-agent"].ShouldStartWith("SharedImages/");
        headers.Keys.ShouldNotContain(name => name == "x-acs-security-token" || name == "x-acs-accesskey-id");
        headers["authorization"].ShouldStartWith(
            "ACS3-HMAC-SHA256 Credential=LTAIexampleOurs,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=");
    }

    [Fact]
    public async Task Temporary_credentials_add_their_headers_and_these_are_signed()
    {
        Key = Key with { SecurityToken = "token-of-sts" };
        await using var server = LoopbackServer.Answering(Copied);

        await ClientOf(server).CopyImageAsync(Copy);

        var request = server.Seen.ShouldHaveSingleItem();
        request.Headers["x-acs-accesskey-id"].ShouldBe("LTAIexampleOurs");
        request.Headers["x-acs-security-token"].ShouldBe("token-of-sts");
        request.Headers["authorization"].ShouldContain(
            ",SignedHeaders=host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version,");
        ShouldBeSigned(request);
    }

    [Fact]
    public async Task The_secret_is_never_sent()
    {
        await using var server = LoopbackServer.Answering(Copied);

        await ClientOf(server).CopyImageAsync(Copy);

        var request = server.Seen.ShouldHaveSingleItem();
        request.Target.ShouldNotContain(Key.AccessKeySecret);
        request.Headers.Values.ShouldAllBe(value => !value.Contains(Key.AccessKeySecret));
    }

    [Fact]
    public async Task The_nonce_is_new_for_each_request()
    {
        await using var server = LoopbackServer.Answering(Copied);
        var client = ClientOf(server);

        await client.CopyImageAsync(Copy);
        await client.CopyImageAsync(Copy);
        await client.CopyImageAsync(Copy);

        server.Seen.Select(request => request.Headers["x-acs-signature-nonce"]).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task GetCallerIdentity_goes_out_with_the_version_of_sts()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("""{"AccountId":"1000000000000001","Arn":"acs:ram::1000000000000001:user/x","IdentityType":"RAMUser","RequestId":"R"}"""));

        var identity = await ClientOf(server).GetCallerIdentityAsync();

        identity.ShouldBe(new CallerIdentity("1000000000000001", "acs:ram::1000000000000001:user/x", "RAMUser"));
        var request = server.Seen.ShouldHaveSingleItem();
        request.Headers["x-acs-action"].ShouldBe("GetCallerIdentity");
        request.Headers["x-acs-version"].ShouldBe("2015-04-01");
    }

    [Fact]
    public async Task Whatever_a_parameter_holds_what_is_sent_is_what_was_signed()
    {
        await using var server = LoopbackServer.Answering(Copied);
        var client = ClientOf(server);
        var text = Gen.Frequency((3, Gen.String[0, 40]), (1, Gen.OneOf("%7E", "%2e%2e/", "a\u202eb", "\u200e", "?#&=+", "\ue000\ufffd", "\0\r\n", "😀", "../..")));

        await text.SampleAsync(
            async value =>
            {
                await client.CopyImageAsync(Copy with { DestinationDescription = value });

                ShouldBeSigned(server.Seen[^1]);
                server.Seen[^1].Parameters["DestinationDescription"].ShouldBe(WithoutLoneSurrogates(value));
            },
            iter: 200,
            threads: 1);
    }

    // What has no UTF-8 form goes out as U+FFFD.
    private static string WithoutLoneSurrogates(string text) => string.Concat(text.EnumerateRunes());

    /// <summary>Computes the signature as ECS does: from what arrived.</summary>
    private void ShouldBeSigned(SeenRequest request)
    {
        var parts = request.Headers["authorization"]["ACS3-HMAC-SHA256 ".Length..].Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var signed = parts["SignedHeaders"].Split(';').ToDictionary(name => name, name => request.Headers[name]);
        request.Headers.Keys.Where(name => name.StartsWith("x-acs-", StringComparison.Ordinal)).ShouldBeSubsetOf(signed.Keys);
        parts["Signature"].ShouldBe(AcsSignature.Sign(request.Method, request.Query, signed, AcsSignature.EmptyBodySha256, Key.AccessKeySecret));
    }
}
