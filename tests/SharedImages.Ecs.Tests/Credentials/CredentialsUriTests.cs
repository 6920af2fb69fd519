namespace SharedImages.Ecs.Tests;

public sealed class CredentialsUriTests : CredentialsTest
{
    private const string UriVariable = "ALIBABA_CLOUD_CREDENTIALS_URI";

    [Fact]
    public async Task Key_IsAskedForAtTheAddress()
    {
        await using var server = LoopbackServer.Answering(Answer.Json(Issued("STS.1")), Answer.Json(Issued("STS.2", minutes: 120)));
        Set(UriVariable, $"{server.Endpoint}keys?for=us");
        var provider = Provider;

        (await provider.GetAsync()).ShouldBe(new Credentials("STS.1", Secret, "token-of-STS.1"));
        var request = server.Seen.ShouldHaveSingleItem();
        (request.Method, request.Target).ShouldBe(("GET", "/keys?for=us"));

        Time.Advance(TimeSpan.FromHours(1));
        (await provider.GetAsync()).AccessKeyId.ShouldBe("STS.2");
    }

    [Fact]
    public async Task EcsRole_GoesFirst()
    {
        await using var server = LoopbackServer.Answering(Answer.Json(Issued("STS.uri")));
        await using var metadata = new LoopbackServer(request => request.Method == "PUT"
            ? Answer.Of(200, "token"u8.ToArray())
            : Answer.Json(request.Target.EndsWith('/') ? "worker" : Issued("STS.ecs")));
        Set(UriVariable, server.Endpoint.AbsoluteUri);
        Surroundings = Surroundings with { MetadataEndpoint = metadata.Endpoint };

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("STS.ecs");
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/example-secret-of-Ours")]
    public async Task NoHttpAddress_IsToldWithoutIt(string value)
    {
        Set(UriVariable, value);

        (await FailureOf(Provider, "passwd")).EcsMessage.ShouldContain($"credentials URI: {UriVariable} is no http or https address");
    }

    // An address may hold a secret: failures name the host only.
    [Fact]
    public async Task NobodyThere_MayPassAndTellsTheHostOnly()
    {
        Set(UriVariable, $"http://user:{Secret}@{NoMetadata.Endpoint.Authority}/{Secret}?token={Secret}");

        var failure = await FailureOf(Provider);

        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.EcsMessage.ShouldBe($"the credentials URI at {NoMetadata.Endpoint.Authority} cannot be connected to");
    }

    [Fact]
    public async Task NoAnswerInTime_MayPass()
    {
        await using var server = LoopbackServer.Answering(Answer.Never);
        Set(UriVariable, server.Endpoint.AbsoluteUri);
        var failure = FailureOf(Provider);
        await server.FirstRequest;

        Time.Advance(TimeSpan.FromSeconds(10));

        (await failure).EcsMessage.ShouldBe($"no answer from the credentials URI at {server.Endpoint.Authority} within 10 s");
    }

    [Theory]
    [InlineData(200, "{\"Code\":\"Fail\",\"AccessKeySecret\":\"example-secret-of-Ours\"}", "does not answer with the Code Success")]
    [InlineData(200, "{\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"example-secret-of-Ours\",\"SecurityToken\":\"t\",\"Expiration\":\"2030-01-01T00:00:00Z\"}", "does not answer with the Code Success")]
    [InlineData(200, "<html>example-secret-of-Ours</html>", "does not answer in JSON")]
    [InlineData(503, "example-secret-of-Ours", "answers HTTP 503")]
    public async Task HostileAnswer_MayPass(int status, string body, string problem)
    {
        await using var server = LoopbackServer.Answering(Answer.Json(body, status));
        Set(UriVariable, server.Endpoint.AbsoluteUri);

        var failure = await FailureOf(Provider);

        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.EcsMessage.ShouldBe($"the credentials URI {problem}");
    }

    [Fact]
    public async Task Refusal_IsFinal()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("{}", 403));
        Set(UriVariable, server.Endpoint.AbsoluteUri);

        var failure = await FailureOf(Provider);

        failure.Code.ShouldBe(LocalCodes.NoCredentials);
        failure.EcsMessage.ShouldContain("credentials URI: the credentials URI answers HTTP 403");
    }

    [Fact]
    public async Task RefreshFails_OldKeyServesWhileItIsValid()
    {
        await using var server = LoopbackServer.Answering(Answer.Json(Issued("STS.1")), Answer.Json("{}", 500));
        Set(UriVariable, server.Endpoint.AbsoluteUri);
        var provider = Provider;
        await provider.GetAsync();

        Time.Advance(TimeSpan.FromMinutes(59));
        (await provider.GetAsync()).AccessKeyId.ShouldBe("STS.1");

        Time.Advance(TimeSpan.FromMinutes(1));
        await FailureOf(provider);
    }
}
