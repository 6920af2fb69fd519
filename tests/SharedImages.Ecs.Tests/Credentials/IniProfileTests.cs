namespace SharedImages.Ecs.Tests;

public sealed class IniProfileTests : CredentialsTest
{
    [Fact]
    public async Task AccessKey_OfTheDefaultSection()
    {
        Write(IniFile, $"# ours\r\n[other]\r\naccess_key_id = no\r\n\r\n[default]\r\n; the key\r\nenable = true\r\ntype=access_key\r\naccess_key_id = LTAIdefault \r\naccess_key_secret = {Secret}==\r\n");

        (await Provider.GetAsync()).ShouldBe(new Credentials("LTAIdefault", Secret + "=="));
    }

    [Fact]
    public async Task Variables_NameFileAndSection()
    {
        Set("ALIBABA_CLOUD_CREDENTIALS_FILE", Write("elsewhere.ini", $"[stage]\ntype = access_key\naccess_key_id = LTAIstage\naccess_key_secret = {Secret}"));
        Set("ALIBABA_CLOUD_PROFILE", "stage");

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("LTAIstage");
    }

    [Fact]
    public async Task FileWithoutAnEnd_IsNotReadToIt()
    {
        Set("ALIBABA_CLOUD_CREDENTIALS_FILE", "/dev/zero");

        (await FailureOf(Provider)).EcsMessage.ShouldContain("INI profile: /dev/zero is larger than 1 MiB;");
    }

    [Fact]
    public async Task CliProfile_GoesFirst()
    {
        Write(IniFile, $"[default]\ntype = access_key\naccess_key_id = LTAIini\naccess_key_secret = {Secret}");
        Write(CliFile, $$"""{"current":"default","profiles":[{"name":"default","mode":"AK","access_key_id":"LTAIcli","access_key_secret":"{{Secret}}"}]}""");

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("LTAIcli");
    }

    [Theory]
    [InlineData("", "there is no section \"default\" of {0}")]
    [InlineData("example-secret-of-Ours", "there is no section \"default\" of {0}")]
    [InlineData("[default", "there is no section \"default\" of {0}")]
    [InlineData("[default]", "section \"default\" of {0} lacks a type")]
    [InlineData("[default]\ntype =", "section \"default\" of {0} lacks a type")]
    [InlineData("[default]\ntype = access_key\n[other]\naccess_key_id = LTAI", "section \"default\" of {0} lacks an access key id")]
    [InlineData("[default]\ntype = access_key\naccess_key_id = LTAI\nexample-secret-of-Ours", "section \"default\" of {0} lacks an access key secret")]
    [InlineData("[default]\ntype = example-secret-of-Ours", "section \"default\" of {0} is of a type that is not supported; take one of access_key, ram_role_arn, ecs_ram_role, oidc_role_arn")]
    [InlineData("[default]\nenable = False\ntype = access_key", "section \"default\" of {0} is switched off (enable)")]
    public async Task FileThatCannotServe_SaysWhyWithoutWhatIsInIt(string text, string problem)
    {
        Write(IniFile, text);

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"INI profile: {problem.Replace("{0}", IniFile, StringComparison.Ordinal)}");
    }
}
