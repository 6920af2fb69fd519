using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Requests are signed, timely and new, and answers look as ECS writes them (facts §12.5).</summary>
public sealed class Behaviour05WireFormsTests : RoleTest
{
    private static readonly CallOptions Regions = new("DescribeRegions");

    private protected override WorldPolicy UserPolicy => new()
    {
        Allow = [new WorldStatement { Actions = ["ecs:DescribeRegions", "sts:AssumeRole"] }],
        Deny = [new WorldStatement { Actions = ["ecs:DeleteImage"] }],
    };

    [Fact]
    public async Task The_published_example_of_signature_3_is_taken()
    {
        await using var simulator = await Published(new WorldAccessKey("YourAccessKeyId", "YourAccessKeySecret"), new DateTimeOffset(2023, 10, 26, 10, 22, 32, TimeSpan.Zero));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.Endpoint, "/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"));
        request.Headers.Host = "ecs.cn-shanghai.aliyuncs.com";
        request.Headers.Add("x-acs-action", "RunInstances");
        request.Headers.Add("x-acs-version", "2014-05-26");
        request.Headers.Add("x-acs-date", "2023-10-26T10:22:32Z");
        request.Headers.Add("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d");
        request.Headers.Add("x-acs-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
            + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");

        using var response = await http.SendAsync(request);

        // Whose it is is sure, so now it is a matter of what it wants: the example names no instance type.
        (await Reply.ReadAsync(response)).ShouldBe(400, "MissingParameter");
    }

    [Fact]
    public async Task The_published_example_of_signature_1_is_taken()
    {
        const string Query = "AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"
            + "&SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26&Signature=OLeaidS1JvxuMvnyHOwuJ%2BuX5qY%3D";
        await using var simulator = await Published(new WorldAccessKey("testid", "testsecret"), new DateTimeOffset(2016, 2, 23, 12, 46, 24, TimeSpan.Zero));
        using var http = new HttpClient();

        using var response = await http.GetAsync(new Uri(simulator.Endpoint, $"/?{Query}"));

        var reply = await Reply.ReadAsync(response);
        reply.ShouldBe(200, "OK");
        reply.Xml!.Descendants("RegionId").ShouldHaveSingleItem().Value.ShouldBe(Shanghai);
    }

    [Theory]
    [InlineData("POST", false, false)]
    [InlineData("POST", true, false)]
    [InlineData("GET", false, false)]
    [InlineData("POST", false, true)]
    [InlineData("POST", true, true)]
    [InlineData("GET", false, true)]
    public async Task Parameters_are_flat_and_stand_in_the_query_or_in_a_form(string method, bool form, bool rpc)
    {
        var options = new CallOptions("CopyImage") { Method = new HttpMethod(method), Form = form, Rpc = rpc };

        var copy = await Us.Try(
            options,
            ("RegionId", Hangzhou),
            ("ImageId", SimulatorWorld.PlainImageId),
            ("DestinationRegionId", Hangzhou),
            ("DestinationDescription", "a b*~ 中文/+="),
            ("Encrypted", true),
            ("Tag.1.Key", "team"),
            ("Tag.1.Value", "web"),
            ("Format", "JSON"));

        copy.ShouldBe(200, "OK");
        var image = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", copy.ImageId), ("Status", "Creating,Waiting"))).Image;
        image["Description"]!.GetValue<string>().ShouldBe("a b*~ 中文/+=");
        image["Tags"]!.ToJsonString().ShouldBe("""{"Tag":[{"TagKey":"team","TagValue":"web"}]}""");
        image["DiskDeviceMappings"]!["DiskDeviceMapping"]![0]!["Encrypted"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_is_signed_at_most_a_quarter_of_an_hour_ago_and_has_a_nonce_of_its_own(bool rpc)
    {
        var call = Regions with { Rpc = rpc, Nonce = "n" };

        (await Us.Try(call with { Secret = "wrong" })).ShouldBe(400, "SignatureDoesNotMatch");
        (await Us.Try(call with { ClockOff = TimeSpan.FromSeconds(-901) })).ShouldBe(400, "InvalidTimeStamp.Expired");
        (await Us.Try(call with { ClockOff = TimeSpan.FromSeconds(-900) })).ShouldBe(200, "OK");
        (await Us.Try(call)).ShouldBe(400, "SignatureNonceUsed");
        (await Us.Try(call with { Nonce = "other" })).ShouldBe(200, "OK");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_temporary_key_is_good_with_its_token_until_that_expires(bool rpc)
    {
        var temporary = CallerOf(await Assume(("DurationSeconds", 900)));

        (await temporary.Try(Regions with { Rpc = rpc, SecurityToken = "" })).ShouldBe(400, "MissingSecurityToken");
        (await temporary.Try(Regions with { Rpc = rpc })).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromSeconds(900));
        (await temporary.Try(Regions with { Rpc = rpc })).ShouldBe(400, "InvalidSecurityToken.Expired");
    }

    [Fact]
    public async Task A_refusal_says_what_and_where_and_is_found_by_its_id()
    {
        var refusal = await Us.Try("DescribeImages", ("RegionId", "cn-nowhere"));

        refusal.ShouldBe(404, "InvalidRegionId.NotFound");
        refusal.Body.Select(field => field.Key).ShouldBe(["RequestId", "HostId", "Code", "Message", "Recommend"]);
        refusal.Text("RequestId").ShouldMatch("^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$");
        refusal.Text("HostId").ShouldBe(Simulator.Endpoint.Authority);
        refusal.Text("Message").ShouldBe("The specified RegionId does not exist.");
        refusal.Text("Recommend").ShouldBe($"https://api.aliyun.com/troubleshoot?q=InvalidRegionId.NotFound&product=Ecs&requestId={refusal.Text("RequestId")}");
        refusal.Response.Headers.GetValues("x-acs-request-id").ShouldBe([refusal.Text("RequestId")]);
        (refusal.Response.Content.Headers.ContentType!.MediaType, refusal.Response.Content.Headers.ContentType.CharSet).ShouldBe(("application/json", "utf-8"));
    }

    [Theory]
    [InlineData("DeleteImage", "Forbidden.RAM", "ExplicitDeny")]
    [InlineData("DescribeImages", "Forbidden.RAM", "ImplicitDeny")]
    [InlineData("CopyImage", "Forbbiden", "ImplicitDeny")]
    public async Task A_denial_says_in_detail_who_may_not_do_what(string action, string code, string kind)
    {
        var denial = await User.Try(action, ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId));

        denial.ShouldBe(403, code);
        var detail = denial.Body["AccessDeniedDetail"]!.AsObject();
        detail.Select(field => field.Key).ShouldBe(
            ["PolicyType", "AuthPrincipalOwnerId", "EncodedDiagnosticMessage", "AuthPrincipalType", "AuthPrincipalDisplayName", "NoPermissionType", "AuthAction"],
            ignoreOrder: true);
        (detail["AuthAction"]!.GetValue<string>(), detail["NoPermissionType"]!.GetValue<string>(), detail["AuthPrincipalType"]!.GetValue<string>()).ShouldBe(($"ecs:{action}", kind, "SubUser"));
    }

    private static Task<EcsSimulator> Published(WorldAccessKey key, DateTimeOffset now) => EcsSimulator.StartAsync(new EcsSimulatorOptions
    {
        World = new SimulatorWorld { Regions = [Shanghai], Accounts = [new WorldAccount { Id = SimulatorWorld.OurAccount, AccessKeys = [key] }] },
        WallClock = new FakeTimeProvider(now),
    });

    /// <summary>The alternative: a nonce may come again (facts §11).</summary>
    public sealed class NoncesForgotten : RuleTest
    {
        private protected override WorldRules Rules => new() { RememberNonces = false };

        [Fact]
        public async Task The_same_request_can_be_sent_again()
        {
            var call = Regions with { Nonce = "n" };

            (await Us.Try(call)).ShouldBe(200, "OK");
            (await Us.Try(call)).ShouldBe(200, "OK");
        }
    }
}
