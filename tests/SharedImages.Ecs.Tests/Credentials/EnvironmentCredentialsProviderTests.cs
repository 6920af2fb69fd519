namespace SharedImages.Ecs.Tests;

public sealed class EnvironmentCredentialsProviderTests
{
    private const string Id = EnvironmentCredentialsProvider.AccessKeyIdVariable;
    private const string Secret = EnvironmentCredentialsProvider.AccessKeySecretVariable;
    private const string Token = EnvironmentCredentialsProvider.SecurityTokenVariable;

    [Fact]
    public void Variables_Names_AreAlibabaClouds() =>
        new[] { Id, Secret, Token }.ShouldBe(["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"]);

    [Fact]
    public async Task GetAsync_PermanentKey_HasNoToken() =>
        (await Provider((Id, "id"), (Secret, "secret")).GetAsync()).ShouldBe(new Credentials("id", "secret"));

    [Fact]
    public async Task GetAsync_TemporaryKey_HasItsToken() =>
        (await Provider((Id, "id"), (Secret, "secret"), (Token, "token")).GetAsync()).ShouldBe(new Credentials("id", "secret", "token"));

    [Fact]
    public async Task GetAsync_LineEndsOfSecretFiles_AreTrimmed() =>
        (await Provider((Id, " id\n"), (Secret, "secret\r\n"), (Token, " \n")).GetAsync()).ShouldBe(new Credentials("id", "secret"));

    [Fact]
    public async Task GetAsync_ChangedEnvironment_IsReadAgain()
    {
        var secret = "old";
        var provider = new EnvironmentCredentialsProvider(name => name == Id ? "id" : name == Secret ? secret : null);
        await provider.GetAsync();

        secret = "new";

        (await provider.GetAsync()).AccessKeySecret.ShouldBe("new");
    }

    [Theory]
    [InlineData(null, null, "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    [InlineData("", "", "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    [InlineData(null, "topsecret", "ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("  \n", "topsecret", "ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("id", null, "ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    public async Task GetAsync_Missing_NamesWhatToSetAndNothingSecret(string? id, string? secret, string missing)
    {
        var failure = await FailureOf(Provider((Id, id), (Secret, secret)));

        failure.EcsMessage.ShouldBe($"not set in the environment of this process: {missing}");
        failure.ToString().ShouldNotContain("topsecret");
    }

    // In a header these would be refused or dropped by the HTTP client, and look like a broken connection or a wrong signature.
    [Theory]
    [InlineData("LTAI…", "sts-1", "ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("LTAI\nx", "sts-1", "ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("id", "sts 1", "ALIBABA_CLOUD_SECURITY_TOKEN")]
    [InlineData("id", "sts\0001", "ALIBABA_CLOUD_SECURITY_TOKEN")]
    public async Task GetAsync_CharactersThatNoKeyHas_NamesTheVariableNotItsValue(string id, string token, string variable)
    {
        var failure = await FailureOf(Provider((Id, id), (Secret, "secret"), (Token, token)));

        failure.EcsMessage.ShouldBe($"{variable} holds characters that no access key has; copy it again");
        failure.ToString().ShouldNotContain(id == "id" ? token : id);
    }

    [Fact]
    public async Task A_call_without_credentials_sends_nothing()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("{}"));
        using var client = new EcsClient(new EcsClientOptions { Endpoint = server.Endpoint }, Provider(), TimeProvider.System);

        var failure = await Should.ThrowAsync<EcsException>(() => client.DescribeRegionsAsync());

        failure.Code.ShouldBe(LocalCodes.NoCredentials);
        server.Seen.ShouldBeEmpty();
    }

    private static EnvironmentCredentialsProvider Provider(params (string Name, string? Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value);

    private static async Task<EcsException> FailureOf(EnvironmentCredentialsProvider provider)
    {
        var failure = await Should.ThrowAsync<EcsException>(async () => await provider.GetAsync());
        failure.Code.ShouldBe(LocalCodes.NoCredentials);
        failure.Kind.ShouldBe(ErrorKind.Credentials);
        failure.HttpStatus.ShouldBeNull();
        return failure;
    }
}
