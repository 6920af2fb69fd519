using System.Text;

namespace SharedImages.Ecs.Tests;

public sealed class EcsRoleTests : CredentialsTest
{
    private const string TokenPath = "/latest/api/token";
    private const string RolesPath = "/latest/meta-data/ram/security-credentials/";

    [Fact]
    public async Task Role_IsFoundAndItsKeyTakenWithAToken()
    {
        await using var metadata = Metadata();

        (await Provider.GetAsync()).ShouldBe(new Credentials("STS.1", Secret, "token-of-STS.1"));

        metadata.Seen.Select(request => (request.Method, request.Target)).ShouldBe([("PUT", TokenPath), ("GET", RolesPath), ("GET", RolesPath + "worker")]);
        metadata.Seen[0].Headers["x-aliyun-ecs-metadata-token-ttl-seconds"].ShouldBe("21600");
        metadata.Seen.Skip(1).ShouldAllBe(request => request.Headers["x-aliyun-ecs-metadata-token"] == "metadata-token");
    }

    [Fact]
    public async Task NamedRole_IsNotLookedFor()
    {
        await using var metadata = Metadata();
        Set("ALIBABA_CLOUD_ECS_METADATA", "other");

        await Provider.GetAsync();

        metadata.Seen.Select(request => request.Target).ShouldBe([TokenPath, RolesPath + "other"]);
    }

    [Theory]
    [InlineData("\"ram_role_name\":\"other\"", "other")]
    [InlineData("\"ram_role_name\":\"\"", "worker")]
    public async Task CliProfile_TakesItToo(string field, string role)
    {
        await using var metadata = Metadata();
        Write(CliFile, $$"""{"current":"a","profiles":[{"name":"a","mode":"EcsRamRole",{{field}}}]}""");

        await Provider.GetAsync();

        metadata.Seen[^1].Target.ShouldBe(RolesPath + role);
    }

    [Fact]
    public async Task IniProfile_TakesItToo()
    {
        await using var metadata = Metadata();
        Write(IniFile, "[default]\ntype = ecs_ram_role\nrole_name = other");

        await Provider.GetAsync();

        metadata.Seen[^1].Target.ShouldBe(RolesPath + "other");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task TokenIsRefused_IsAskedAsVersion1(int status)
    {
        await using var metadata = Metadata(token: Answer.Of(status, []));

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("STS.1");

        metadata.Seen.ShouldAllBe(request => !request.Headers.ContainsKey("x-aliyun-ecs-metadata-token"));
    }

    [Theory]
    [InlineData(403, "")]
    [InlineData(404, "")]
    [InlineData(500, "")]
    [InlineData(200, "")]
    [InlineData(200, "<html>no token</html>")]
    public async Task TokenIsRefusedAndVersion1Forbidden_NothingElseIsAsked(int status, string body)
    {
        await using var metadata = Metadata(token: Answer.Of(status, Encoding.UTF8.GetBytes(body)));
        Set("ALIBABA_CLOUD_IMDSV1_DISABLED", "true");

        (await FailureOf(Provider)).EcsMessage.ShouldContain(
            $"ECS RAM role: the ECS metadata service {(status == 200 ? "gives no token" : $"answers HTTP {status}")} when it is asked for a token, and ALIBABA_CLOUD_IMDSV1_DISABLED forbids going on without one");

        metadata.Seen.Select(request => request.Target).ShouldBe([TokenPath]);
    }

    [Fact]
    public async Task TokenDoesNotCome_IsAskedAsVersion1()
    {
        await using var metadata = Metadata(token: Answer.Never);
        var call = Provider.GetAsync();
        await metadata.FirstRequest;

        Time.Advance(TimeSpan.FromSeconds(10));

        (await call).AccessKeyId.ShouldBe("STS.1");
    }

    [Fact]
    public async Task NewSession_AsksForEverythingAnew()
    {
        await using var metadata = Metadata();
        var provider = Provider;
        await provider.GetAsync();
        Time.Advance(TimeSpan.FromHours(1));

        var keys = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await provider.GetAsync())));

        keys.ShouldAllBe(key => key.AccessKeyId == "STS.2");
        metadata.Seen.Count.ShouldBe(6);
    }

    [Fact]
    public async Task SwitchedOff_IsNotAsked()
    {
        await using var metadata = Metadata();
        Set("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");

        (await FailureOf(Provider)).EcsMessage.ShouldContain("ECS RAM role: switched off by ALIBABA_CLOUD_ECS_METADATA_DISABLED");

        metadata.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task InstanceWithoutARole_IsTold()
    {
        await using var metadata = Metadata(roles: Answer.Of(404, []));

        (await FailureOf(Provider)).EcsMessage.ShouldContain("ECS RAM role: this instance has no RAM role");
    }

    [Fact]
    public async Task NoSuchRole_IsTold()
    {
        await using var metadata = Metadata(key: Answer.Of(404, []));
        Set("ALIBABA_CLOUD_ECS_METADATA", "other");

        (await FailureOf(Provider)).EcsMessage.ShouldContain("ECS RAM role: this instance has no role other");
    }

    [Fact]
    public async Task NameThatIsNone_IsNotPutIntoAnAddress()
    {
        await using var metadata = Metadata();
        Set("ALIBABA_CLOUD_ECS_METADATA", "../../user-data");

        (await FailureOf(Provider)).EcsMessage.ShouldContain("ECS RAM role: the role's name is not 1 to 64 letters, digits and . _ -");

        metadata.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<html>example-secret-of-Ours</html>")]
    [InlineData("")]
    [InlineData("../api/token")]
    public async Task HostileListOfRoles_IsTold(string body)
    {
        await using var metadata = Metadata(roles: Answer.Of(200, Encoding.UTF8.GetBytes(body)));

        (await FailureOf(Provider)).EcsMessage.ShouldContain("ECS RAM role: the ECS metadata service names no role");
    }

    [Theory]
    [InlineData("<html>example-secret-of-Ours</html>", "does not answer in JSON")]
    [InlineData("", "does not answer in JSON")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeySecret\":\"example-secret-of-Ours\"", "does not answer in JSON")]
    [InlineData("[\"example-secret-of-Ours\"]", "does not answer with the Code Success")]
    [InlineData("{\"Code\":\"example-secret-of-Ours\",\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"example-secret-of-Ours\"}", "does not answer with the Code Success")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeyId\":[\"example-secret-of-Ours\"]}", "gives credentials that have no AccessKeyId")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"example-secret-of-Ours\"}", "gives credentials that have no SecurityToken")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"example-secret-of-Ours\",\"SecurityToken\":\"t\",\"Expiration\":\"soon\"}", "gives credentials that have no time as Expiration")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeyId\":\"é\",\"AccessKeySecret\":\"example-secret-of-Ours\",\"SecurityToken\":\"t\",\"Expiration\":\"2030-01-01T00:00:00Z\"}", "gives credentials that hold characters that no access key has")]
    public async Task HostileKey_IsToldWithoutWhatIsInIt(string body, string problem)
    {
        await using var metadata = Metadata(key: Answer.Json(body));

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"ECS RAM role: the ECS metadata service {problem}");
    }

    [Fact]
    public async Task LargeKey_IsNotRead()
    {
        await using var metadata = Metadata(key: Answer.Json(new string(' ', 64 * 1024) + Issued("STS.1")));

        (await FailureOf(Provider)).EcsMessage.ShouldContain("ECS RAM role: the ECS metadata service answers more than 64 KiB");
    }

    [Fact]
    public async Task AnswerThatSendsElsewhere_IsNotFollowed()
    {
        await using var elsewhere = LoopbackServer.Answering(Answer.Json(Issued("STS.elsewhere")));
        await using var metadata = Metadata(key: Answer.Of(302, [], $"Location: {elsewhere.Endpoint}"));

        (await FailureOf(Provider)).EcsMessage.ShouldContain("ECS RAM role: the ECS metadata service answers HTTP 302");
    }

    [Fact]
    public async Task BrokenConnection_IsTold()
    {
        await using var metadata = Metadata(roles: Answer.None);

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"ECS RAM role: the connection to the ECS metadata service at {metadata.Endpoint.Authority} broke before the answer");
    }

    [Fact]
    public async Task NamedRoleAndNobodyThere_MayPass()
    {
        Set("ALIBABA_CLOUD_ECS_METADATA", "worker");

        (await FailureOf(Provider)).Kind.ShouldBe(ErrorKind.Transient);
    }

    // Not found by being asked: the service's own address is not asked in tests.
    [Fact]
    public void Address_IsTheServices() => new CredentialsSurroundings().MetadataEndpoint.ShouldBe(new Uri("http://100.100.100.200/"));

    private LoopbackServer Metadata(Answer? token = null, Answer? roles = null, Answer? key = null)
    {
        var given = 0;
        var metadata = new LoopbackServer(request => request.Target switch
        {
            TokenPath => token ?? Answer.Of(200, "metadata-token"u8.ToArray()),
            RolesPath => roles ?? Answer.Of(200, "worker\n"u8.ToArray()),
            _ => key ?? Answer.Json(Issued($"STS.{Interlocked.Increment(ref given)}")),
        });
        Surroundings = Surroundings with { MetadataEndpoint = metadata.Endpoint };
        return metadata;
    }
}
