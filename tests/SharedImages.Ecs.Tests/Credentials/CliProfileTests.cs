namespace SharedImages.Ecs.Tests;

public sealed class CliProfileTests : CredentialsTest
{
    [Fact]
    public async Task AccessKey_OfTheCurrentProfile()
    {
        WriteProfiles("""{"name":"default","mode":"AK","access_key_id":"other","access_key_secret":"other"}""", AccessKey("release"));

        (await Provider.GetAsync()).ShouldBe(new Credentials("LTAIrelease", Secret));
    }

    [Fact]
    public async Task SecurityToken_IsTaken()
    {
        WriteProfiles($$"""{"name":"release","mode":"StsToken","access_key_id":"STS.release","access_key_secret":"{{Secret}}","sts_token":"token-1"}""");

        (await Provider.GetAsync()).ShouldBe(new Credentials("STS.release", Secret, "token-1"));
    }

    [Fact]
    public async Task TokenThatAnAccessKeyProfileStillHolds_IsNotSent()
    {
        WriteProfiles($$"""{"name":"release","mode":"AK","access_key_id":"LTAIrelease","access_key_secret":"{{Secret}}","sts_token":"old"}""");

        (await Provider.GetAsync()).SecurityToken.ShouldBeNull();
    }

    [Fact]
    public async Task Variable_NamesAnotherProfile()
    {
        WriteProfiles(AccessKey("release"), AccessKey("stage"));
        Set("ALIBABA_CLOUD_PROFILE", "stage");

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("LTAIstage");
    }

    [Fact]
    public async Task ChangedFile_ServesAtOnce()
    {
        WriteProfiles(AccessKey("release"));
        var provider = Provider;
        await provider.GetAsync();

        WriteProfiles(AccessKey("release").Replace("LTAIrelease", "LTAIrotated", StringComparison.Ordinal));

        (await provider.GetAsync()).AccessKeyId.ShouldBe("LTAIrotated");
    }

    [Theory]
    [InlineData("{\"current\":\"rel")]
    [InlineData("")]
    [InlineData("{\"current\":\"release\",\"profiles\":[]}")]
    public async Task FileThatIsBeingWritten_WhatItHeldServes(string text)
    {
        WriteProfiles(AccessKey("release"));
        var provider = Provider;
        await provider.GetAsync();

        Write(CliFile, text);

        (await provider.GetAsync()).AccessKeyId.ShouldBe("LTAIrelease");
    }

    [Theory]
    [InlineData("AK", "LTAI", null, null, "lacks an access key secret")]
    [InlineData("AK", null, Secret, null, "lacks an access key id")]
    [InlineData("AK", "  ", Secret, null, "lacks an access key id")]
    [InlineData("AK", "LTAI x", Secret, null, "holds characters that no access key has; copy it again")]
    [InlineData("StsToken", "STS.1", Secret, null, "lacks a security token")]
    [InlineData("StsToken", "STS.1", Secret, "…", "holds characters that no access key has; copy it again")]
    [InlineData("CloudSSO", "STS.1", Secret, "token", "is of mode CloudSSO, for which a person signs in; use a RAM role (RamRoleArn, EcsRamRole, OIDC) or a program that gives keys (External)")]
    [InlineData("OAuth", "STS.1", Secret, "token", "is of mode OAuth, for which a person signs in; use a RAM role (RamRoleArn, EcsRamRole, OIDC) or a program that gives keys (External)")]
    [InlineData(Secret, null, null, null, "is of a mode that is not supported; take one of AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, OIDC, External")]
    public async Task ProfileThatCannotServe_SaysWhy(string mode, string? id, string? secret, string? token, string problem)
    {
        WriteProfiles(System.Text.Json.JsonSerializer.Serialize(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["name"] = "release", ["mode"] = mode, ["access_key_id"] = id, ["access_key_secret"] = secret, ["sts_token"] = token }));

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"CLI profile: profile \"release\" of {CliFile} {problem}");
    }

    [Theory]
    [InlineData("{\"current\":\"release\",\"profiles\":[{\"name\":\"release\",\"access_key_secret\":\"example-secret-of-Ours\"", "{0} is not JSON")]
    [InlineData("<html>example-secret-of-Ours</html>", "{0} is not JSON")]
    [InlineData("", "{0} is not JSON")]
    [InlineData("{\"current\":\"\\ud800\"}", "{0} is not JSON")]
    [InlineData("null", "there is no profile \"default\" of {0}")]
    [InlineData("[\"example-secret-of-Ours\"]", "there is no profile \"default\" of {0}")]
    [InlineData("{\"current\":[1],\"profiles\":\"example-secret-of-Ours\"}", "there is no profile \"default\" of {0}")]
    [InlineData("{\"current\":\"release\",\"profiles\":[1,null,\"x\",{}]}", "there is no profile \"release\" of {0}")]
    [InlineData("{\"current\":\"release\",\"profiles\":[{\"name\":\"release\",\"access_key_id\":{\"a\":1},\"access_key_secret\":[]}]}", "profile \"release\" of {0} lacks an access key id")]
    [InlineData("{\"current\":\"a\\nb\"}", "there is no profile \"a?b\" of {0}")]
    public async Task HostileFile_IsToldWithoutWhatIsInIt(string text, string problem)
    {
        Write(CliFile, text);

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"CLI profile: {problem.Replace("{0}", CliFile, StringComparison.Ordinal)};");
    }

    [Fact]
    public async Task LargeFile_IsNotRead()
    {
        Write(CliFile, new string(' ', 1024 * 1024) + "{}");

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"CLI profile: {CliFile} is larger than 1 MiB;");
    }

    [Fact]
    public async Task FolderInItsPlace_IsTold()
    {
        Directory.CreateDirectory(CliFile);

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"CLI profile: {CliFile} cannot be read (UnauthorizedAccessException); see whether it is a file that this process may read;");
    }

    [Fact]
    public async Task ByteOrderMark_IsNoTrouble()
    {
        Write(CliFile, "\uFEFF" + $$"""{"current":"release","profiles":[{{AccessKey("release")}}]}""");

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("LTAIrelease");
    }

    [Fact]
    public async Task SwitchedOff_IsNotRead()
    {
        WriteProfiles(AccessKey("release"));
        Set("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "True");

        (await FailureOf(Provider)).EcsMessage.ShouldContain("CLI profile: switched off by ALIBABA_CLOUD_CLI_PROFILE_DISABLED;");
    }

    [Theory]
    [InlineData("")]
    [InlineData("somewhere")]
    public async Task WithoutAHomeFolder_NothingIsReadInTheCurrentOne(string home)
    {
        Surroundings = Surroundings with { HomeFolder = home };

        (await FailureOf(Provider)).EcsMessage.ShouldContain("CLI profile: the user of this process has no home folder; INI profile: the user of this process has no home folder");
    }

    [Fact]
    public async Task Environment_GoesFirst()
    {
        WriteProfiles(AccessKey("release"));
        Set("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAIenvironment");
        Set("ALIBABA_CLOUD_ACCESS_KEY_SECRET", Secret);

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("LTAIenvironment");
    }

    private static string AccessKey(string name) => $$"""{"name":"{{name}}","mode":"AK","access_key_id":"LTAI{{name}}","access_key_secret":"{{Secret}}"}""";

    private void WriteProfiles(params string[] profiles) => Write(CliFile, $$"""{"current":"release","profiles":[{{string.Join(',', profiles)}}]}""");
}
