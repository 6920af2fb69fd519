namespace SharedImages.Ecs.Tests;

public sealed class RoleTests : CredentialsTest
{
    private const string Arn = "acs:ram::1000000000000001:role/release";

    [Fact]
    public async Task Role_IsTakenWithTheProfilesKey()
    {
        await using var sts = Sts(StsAnswer("STS.1"));
        WriteProfiles("""
            "ram_session_name":"gold@ci","expired_seconds":1800,"external_id":"ext-1","policy":"{\"Version\":\"1\"}"
            """);

        var key = await Provider.GetAsync();

        key.ShouldBe(new Credentials("STS.1", Secret, "token-of-STS.1"));
        var request = sts.Seen.ShouldHaveSingleItem();
        request.Method.ShouldBe("POST");
        request.Headers["x-acs-action"].ShouldBe("AssumeRole");
        request.Headers["x-acs-version"].ShouldBe("2015-04-01");
        request.Headers["authorization"].ShouldStartWith("ACS3-HMAC-SHA256 Credential=LTAIrelease,");
        request.Headers.ShouldNotContainKey("x-acs-security-token");
        request.Parameters.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["RoleArn"] = Arn,
                ["RoleSessionName"] = "gold@ci",
                ["DurationSeconds"] = "1800",
                ["ExternalId"] = "ext-1",
                ["Policy"] = "{\"Version\":\"1\"}",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task SessionThatEcsRefuses_IsReplacedForTheNextCall()
    {
        await using var sts = Sts(StsAnswer("STS.1"), StsAnswer("STS.2"));
        await using var ecs = LoopbackServer.Answering(
            Answer.Json("""{"Code":"InvalidSecurityToken.Expired","Message":"m","RequestId":"R"}""", 400),
            Answer.Json("""{"RequestId":"R"}"""));
        WriteProfiles("\"expired_seconds\":3600");
        using var client = new EcsClient(new() { Endpoint = ecs.Endpoint }, Provider, Time);
        var delete = new DeleteImageRequest("cn-hangzhou", "m-1");

        (await Should.ThrowAsync<EcsException>(() => client.DeleteImageAsync(delete))).Kind.ShouldBe(ErrorKind.Credentials);
        await client.DeleteImageAsync(delete);

        ecs.Seen.Select(seen => seen.Headers["x-acs-accesskey-id"]).ShouldBe(["STS.1", "STS.2"]);
        sts.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task WhatIsNotSaid_IsAsUsual()
    {
        await using var sts = Sts(StsAnswer("STS.1"));
        WriteProfiles("\"expired_seconds\":0");

        await Provider.GetAsync();

        sts.Seen[0].Parameters.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["RoleArn"] = Arn, ["RoleSessionName"] = "shared-images", ["DurationSeconds"] = "3600" },
            ignoreOrder: true);
    }

    [Fact]
    public async Task IniRole_IsTakenToo()
    {
        await using var sts = Sts(StsAnswer("STS.ini"));
        Write(IniFile, $"[default]\ntype = ram_role_arn\naccess_key_id = LTAIini\naccess_key_secret = {Secret}\nrole_arn = {Arn}\nrole_session_name = ini\npolicy = {{}}");

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("STS.ini");

        sts.Seen[0].Parameters["RoleSessionName"].ShouldBe("ini");
        sts.Seen[0].Parameters["Policy"].ShouldBe("{}");
    }

    [Fact]
    public async Task HundredCallersAtTheEnd_TakeTheRoleOnce()
    {
        var given = 0;
        await using var sts = new LoopbackServer(_ => Answer.Json(StsAnswer($"STS.{Interlocked.Increment(ref given)}")));
        Options = new() { StsEndpoint = sts.Endpoint };
        WriteProfiles("");
        var provider = Provider;
        await provider.GetAsync();
        Time.Advance(TimeSpan.FromHours(1));

        var keys = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await provider.GetAsync())));

        keys.ShouldAllBe(key => key.AccessKeyId == "STS.2");
        sts.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task HundredFirstCallers_TakeTheRoleOnce()
    {
        await using var sts = Sts(StsAnswer("STS.1"));
        WriteProfiles("");
        var provider = Provider;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await provider.GetAsync())));

        sts.Seen.Count.ShouldBe(1);
        provider.Source.ShouldBe("CLI profile");
    }

    [Fact]
    public async Task ChainTwoDeep_EachRoleIsTakenWithTheOneBefore()
    {
        await using var sts = new LoopbackServer(request => Answer.Json(StsAnswer("STS." + request.Parameters["RoleArn"].Split('/')[1])));
        Options = new() { StsEndpoint = sts.Endpoint };
        Write(CliFile, $$"""
            {"current":"c","profiles":[
            {"name":"a","mode":"AK","access_key_id":"LTAIa","access_key_secret":"{{Secret}}"},
            {"name":"b","mode":"ChainableRamRoleArn","source_profile":"a","ram_role_arn":"acs:ram::1:role/b"},
            {"name":"c","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"acs:ram::2:role/c"}]}
            """);

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("STS.c");

        sts.Seen.Select(request => request.Headers["authorization"].Split(',')[0]).ShouldBe(["ACS3-HMAC-SHA256 Credential=LTAIa", "ACS3-HMAC-SHA256 Credential=STS.b"]);
        sts.Seen[1].Headers["x-acs-security-token"].ShouldBe("token-of-STS.b");
    }

    [Fact]
    public async Task UnchangedFile_KeepsItsSession()
    {
        await using var sts = Sts(StsAnswer("STS.1"));
        WriteProfiles("");
        var provider = Provider;

        await provider.GetAsync();
        File.SetLastWriteTimeUtc(CliFile, DateTime.UtcNow.AddDays(1));
        await provider.GetAsync();

        sts.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("a", "source_profile goes round in {0}: \"a\" → \"a\"")]
    [InlineData("b", "source_profile goes round in {0}: \"b\" → \"c\" → \"b\"")]
    [InlineData("d", "there is no profile \"nowhere\" of {0}")]
    [InlineData("e", "profile \"e\" of {0} lacks a source profile")]
    public async Task ChainWithoutAStart_IsToldBeforeAnyCall(string current, string problem)
    {
        await using var sts = Sts(StsAnswer("STS.1"));
        Write(CliFile, $$"""
            {"current":"{{current}}","profiles":[
            {"name":"a","mode":"ChainableRamRoleArn","source_profile":"a","ram_role_arn":"{{Arn}}"},
            {"name":"b","mode":"ChainableRamRoleArn","source_profile":"c","ram_role_arn":"{{Arn}}"},
            {"name":"c","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"{{Arn}}"},
            {"name":"d","mode":"ChainableRamRoleArn","source_profile":"nowhere","ram_role_arn":"{{Arn}}"},
            {"name":"e","mode":"ChainableRamRoleArn","ram_role_arn":"{{Arn}}"}]}
            """);

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"CLI profile: {problem.Replace("{0}", CliFile, StringComparison.Ordinal)};");
        sts.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task ChainWithoutEnd_IsTold()
    {
        var profiles = Enumerable.Range(0, 10_000).Select(i => $$"""{"name":"{{i}}","mode":"ChainableRamRoleArn","source_profile":"{{i + 1}}"}""");
        Write(CliFile, $$"""{"current":"0","profiles":[{{string.Join(',', profiles)}}]}""");

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"CLI profile: source_profile goes more than 10 profiles deep in {CliFile};");
    }

    [Theory]
    [InlineData("\"ram_role_arn\":\"\"", "profile \"release\" of {0} lacks a role")]
    [InlineData("\"ram_role_arn\":\"role/release\"", "profile \"release\" of {0}: the role is not of the form acs:ram::<account>:role/<name>")]
    [InlineData("\"ram_session_name\":\"a b\"", "profile \"release\" of {0}: the session name is not 2 to 64 letters, digits and . @ _ -")]
    [InlineData("\"expired_seconds\":899", "profile \"release\" of {0}: the session is shorter than 900 seconds")]
    [InlineData("\"external_id\":\"x\"", "profile \"release\" of {0}: the external id is not 2 to 1224 characters")]
    [InlineData("\"sts_region\":\"evil.example.com/\"", "profile \"release\" of {0}: the STS region has not the form of a region id")]
    public async Task WhatStsWouldRefuse_IsToldBeforeAnyCall(string fields, string problem)
    {
        await using var sts = Sts(StsAnswer("STS.1"));
        WriteProfiles(fields);

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"CLI profile: {problem.Replace("{0}", CliFile, StringComparison.Ordinal)};");
        sts.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task StsRefuses_IsToldWithItsCode()
    {
        await using var sts = LoopbackServer.Answering(Answer.Json("""{"RequestId":"r-1","Code":"NoPermission","Message":"You are not authorized to do this action."}""", 403));
        Options = new() { StsEndpoint = sts.Endpoint };
        WriteProfiles("");

        var failure = await FailureOf(Provider);

        failure.Code.ShouldBe(LocalCodes.NoCredentials);
        failure.EcsMessage.ShouldContain(
            "CLI profile: AssumeRole in cn-hangzhou: NoPermission (HTTP 403): You are not authorized to do this action. [request r-1];");
    }

    [Fact]
    public async Task StsIsAway_IsNoReasonToBeSomebodyElse()
    {
        using var nobody = new ClosedPort();
        Options = new() { StsEndpoint = nobody.Endpoint };
        WriteProfiles("");
        Write(IniFile, $"[default]\ntype = access_key\naccess_key_id = LTAIini\naccess_key_secret = {Secret}");

        (await FailureOf(Provider)).Code.ShouldBe(LocalCodes.Unreachable);
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("{\"Credentials\":{\"AccessKeySecret\":\"example-secret-of-Ours\"", 200)]
    [InlineData("<html>example-secret-of-Ours</html>", 502)]
    [InlineData("{\"Credentials\":\"example-secret-of-Ours\"}", 200)]
    [InlineData("{\"Credentials\":{\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"example-secret-of-Ours\",\"Expiration\":\"2030-01-01T00:00:00Z\"}}", 200)]
    [InlineData("{\"Credentials\":{\"AccessKeyId\":1,\"AccessKeySecret\":\"example-secret-of-Ours\",\"SecurityToken\":\"t\",\"Expiration\":\"2030-01-01T00:00:00Z\"}}", 200)]
    [InlineData("{\"Credentials\":{\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"example-secret-of-Ours\",\"SecurityToken\":\"t\\n\",\"Expiration\":\"2030-01-01T00:00:00Z\"}}", 200)]
    [InlineData("{\"Credentials\":{\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"example-secret-of-Ours\",\"SecurityToken\":\"t\",\"Expiration\":\"example-secret-of-Ours\"}}", 200)]
    [InlineData("{\"Credentials\":{\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"example-secret-of-Ours\",\"SecurityToken\":\"t\",\"Expiration\":1}}", 200)]
    public async Task HostileAnswer_IsNoKeyAndTellsNothing(string body, int status)
    {
        await using var sts = LoopbackServer.Answering(Answer.Json(body, status));
        Options = new() { StsEndpoint = sts.Endpoint };
        WriteProfiles("");

        (await FailureOf(Provider)).Code.ShouldBe(LocalCodes.BadAnswer);
    }

    [Fact]
    public async Task AnswerOfMoreThan64KiB_IsNotRead()
    {
        await using var sts = Sts(StsAnswer("STS.1") + new string(' ', 64 * 1024));
        WriteProfiles("");

        (await FailureOf(Provider)).EcsMessage.ShouldBe("the answer is larger than the limit");
    }

    // An endpoint of the settings wins; without one, these are what a proxy would be asked for.
    [Theory]
    [InlineData("", null, null, "sts.cn-hangzhou.aliyuncs.com")]
    [InlineData("", "eu-central-1", null, "sts.eu-central-1.aliyuncs.com")]
    [InlineData("", "eu-central-1", "true", "sts-vpc.eu-central-1.aliyuncs.com")]
    [InlineData("\"sts_region\":\"ap-southeast-1\"", "eu-central-1", null, "sts.ap-southeast-1.aliyuncs.com")]
    [InlineData("\"enable_vpc\":true", null, null, "sts-vpc.cn-hangzhou.aliyuncs.com")]
    [InlineData("\"enable_vpc\":false", null, "true", "sts.cn-hangzhou.aliyuncs.com")]
    public async Task Endpoint_IsTheRegions(string fields, string? region, string? vpc, string host)
    {
        WriteProfiles(fields);
        Set("ALIBABA_CLOUD_STS_REGION", region ?? "");
        Set("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", vpc ?? "");

        // Behind a proxy at which nobody listens, the address is all that happens.
        (await FailureOf(Provider)).EcsMessage.ShouldStartWith($"cannot connect to {host}");
    }

    [Theory]
    [InlineData("", "sts-vpc.cn-hangzhou.aliyuncs.com")]
    [InlineData("\"enable_vpc\":false", "sts.cn-hangzhou.aliyuncs.com")]
    public async Task Endpoint_IsInTheVpcOfTheSettings_UnlessTheProfileSaysNo(string fields, string host)
    {
        Options = new() { Network = EcsNetwork.Vpc };
        WriteProfiles(fields);

        (await FailureOf(Provider)).EcsMessage.ShouldStartWith($"cannot connect to {host}");
    }

    [Theory]
    [InlineData("\"sts_region\":\"cn-hangzou\"", "")]
    [InlineData("", "cn-hangzou")]
    public async Task RegionThatIsNotKnown_IsRefusedWithoutAskingAnybody(string fields, string variable)
    {
        WriteProfiles(fields);
        Set("ALIBABA_CLOUD_STS_REGION", variable);

        (await FailureOf(Provider)).EcsMessage.ShouldContain(
            "CLI profile: AssumeRole in cn-hangzou: InvalidRegionId.NotFound: \"cn-hangzou\" is none of the regions that are known here; if there is such a region, name its endpoint in StsEndpoint;");
    }

    [Fact]
    public async Task RegionThatIsNone_MakesNoHostName()
    {
        WriteProfiles("");
        Set("ALIBABA_CLOUD_STS_REGION", "evil.example.com/");

        (await FailureOf(Provider)).EcsMessage.ShouldContain("CLI profile: ALIBABA_CLOUD_STS_REGION has not the form of a region id;");
    }

    private LoopbackServer Sts(params string[] answers)
    {
        var sts = LoopbackServer.Answering([.. answers.Select(answer => Answer.Json(answer))]);
        Options = new() { StsEndpoint = sts.Endpoint };
        return sts;
    }

    // Later fields win over earlier ones.
    private void WriteProfiles(string fields) => Write(CliFile, $$"""
        {"current":"release","profiles":[{"name":"release","mode":"RamRoleArn","access_key_id":"LTAIrelease","access_key_secret":"{{Secret}}","ram_role_arn":"{{Arn}}"{{(fields == "" ? "" : ",")}}{{fields}}}]}
        """);
}
