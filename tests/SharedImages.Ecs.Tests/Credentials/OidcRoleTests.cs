using System.Text;

namespace SharedImages.Ecs.Tests;

public sealed class OidcRoleTests : CredentialsTest
{
    private const string Arn = "acs:ram::1000000000000001:role/release";
    private const string ProviderArn = "acs:ram::1000000000000001:oidc-provider/ack-rrsa-c1";
    private const string Token = "eyJhbGciOi.example+token/of==.pod";

    [Fact]
    public async Task Role_IsTakenWithTheToken()
    {
        await using var sts = Sts();
        SetUp();
        Set("ALIBABA_CLOUD_ROLE_SESSION_NAME", "pod-1");

        (await Provider.GetAsync()).ShouldBe(new Credentials("STS.1", Secret, "token-of-STS.1"));

        var request = sts.Seen.ShouldHaveSingleItem();
        request.Method.ShouldBe("POST");
        request.Parameters.Keys.ShouldBe(["Action", "Format", "SignatureNonce", "Timestamp", "Version"], ignoreOrder: true);
        request.Parameters["Action"].ShouldBe("AssumeRoleWithOIDC");
        request.Parameters["Version"].ShouldBe("2015-04-01");
        request.Parameters["Timestamp"].ShouldBe("2026-11-24T01:02:03Z");
        request.Headers["content-type"].ShouldBe("application/x-www-form-urlencoded");
        request.Headers.ShouldNotContainKey("authorization");
        Form(request).ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["RoleArn"] = Arn,
                ["OIDCProviderArn"] = ProviderArn,
                ["OIDCToken"] = Token,
                ["RoleSessionName"] = "pod-1",
                ["DurationSeconds"] = "3600",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task RotatedToken_IsReadForTheNextSession()
    {
        await using var sts = Sts();
        SetUp();
        var provider = Provider;
        await provider.GetAsync();

        Write("token", "rotated-token");
        await provider.GetAsync();
        sts.Seen.Count.ShouldBe(1);

        Time.Advance(TimeSpan.FromHours(1));
        await provider.GetAsync();
        sts.Seen.Select(request => Form(request)["OIDCToken"]).ShouldBe([Token, "rotated-token"]);
    }

    [Fact]
    public async Task Environment_GoesFirstAndFilesLater()
    {
        await using var sts = Sts();
        Write(CliFile, $$"""{"current":"a","profiles":[{"name":"a","mode":"AK","access_key_id":"LTAIcli","access_key_secret":"{{Secret}}"}]}""");
        SetUp();
        (await Provider.GetAsync()).AccessKeyId.ShouldBe("STS.1");

        Set("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAIenvironment");
        Set("ALIBABA_CLOUD_ACCESS_KEY_SECRET", Secret);

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("LTAIenvironment");
    }

    [Fact]
    public async Task CliProfile_TakesItToo()
    {
        await using var sts = Sts();
        Write(CliFile, $$"""
            {"current":"a","profiles":[{"name":"a","mode":"OIDC","ram_role_arn":"{{Arn}}","oidc_provider_arn":"{{ProviderArn}}","oidc_token_file":"{{Write("token", Token)}}","ram_session_name":"cli","policy":"{}"}]}
            """);

        await Provider.GetAsync();

        var form = Form(sts.Seen.ShouldHaveSingleItem());
        form["RoleSessionName"].ShouldBe("cli");
        form["Policy"].ShouldBe("{}");
        form["OIDCToken"].ShouldBe(Token);
    }

    [Fact]
    public async Task IniProfile_TakesItToo()
    {
        await using var sts = Sts();
        Write(IniFile, $"[default]\ntype = oidc_role_arn\nrole_arn = {Arn}\noidc_provider_arn = {ProviderArn}\noidc_token_file_path = {Write("token", Token)}\nrole_session_name = ini");

        await Provider.GetAsync();

        Form(sts.Seen.ShouldHaveSingleItem())["RoleSessionName"].ShouldBe("ini");
    }

    [Fact]
    public async Task NotAllVariables_NamesThoseThatLack()
    {
        Set("ALIBABA_CLOUD_ROLE_ARN", Arn);

        (await FailureOf(Provider)).EcsMessage.ShouldContain(
            "OIDC role: not set in the environment of this process: ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE;");
    }

    [Theory]
    [InlineData(null, "there is no {0}")]
    [InlineData(" \n", "there is no token in {0}")]
    public async Task TokenFileWithoutAToken_IsTold(string? text, string problem)
    {
        SetUp();
        var file = Write("token", text ?? "");
        if (text is null)
        {
            File.Delete(file);
        }

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"OIDC role: {problem.Replace("{0}", file, StringComparison.Ordinal)};");
    }

    [Fact]
    public async Task StsRefusesAndQuotesTheToken_TheTokenIsNotTold()
    {
        await using var sts = LoopbackServer.Answering(Answer.Json($$"""{"RequestId":"r-1","Code":"AuthenticationFail.OIDCToken.Expired","Message":"This JWT Token {{Token}} has already expired"}""", 400));
        Options = new() { StsEndpoint = sts.Endpoint };
        SetUp();

        (await FailureOf(Provider, Token)).EcsMessage.ShouldContain(
            "OIDC role: AssumeRoleWithOIDC in cn-hangzhou: AuthenticationFail.OIDCToken.Expired (HTTP 400): This JWT Token *** has already expired [request r-1];");
    }

    [Fact]
    public async Task StsSendsElsewhere_TheTokenDoesNotGoThere()
    {
        await using var thief = LoopbackServer.Answering(Answer.Json(StsAnswer("STS.thief")));
        await using var sts = LoopbackServer.Answering(Answer.Json("{}", 307, $"Location: {thief.Endpoint}"));
        Options = new() { StsEndpoint = sts.Endpoint };
        SetUp();

        await FailureOf(Provider, Token);

        thief.Seen.ShouldBeEmpty();
    }

    [Fact]
    public void PlainHttpToAnotherMachine_IsRefusedBeforeAnyCall()
    {
        Options = new() { StsEndpoint = new("http://sts.example.com/") };

        Should.Throw<ArgumentException>(() => Provider);
    }

    private static Dictionary<string, string> Form(SeenRequest request) => Encoding.ASCII.GetString(request.Body)
        .Split('&')
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);

    private LoopbackServer Sts()
    {
        var given = 0;
        var sts = new LoopbackServer(_ => Answer.Json(StsAnswer($"STS.{Interlocked.Increment(ref given)}")));
        Options = new() { StsEndpoint = sts.Endpoint };
        return sts;
    }

    private void SetUp()
    {
        Set("ALIBABA_CLOUD_ROLE_ARN", Arn);
        Set("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", ProviderArn);
        Set("ALIBABA_CLOUD_OIDC_TOKEN_FILE", Write("token", Token + "\n"));
    }
}
