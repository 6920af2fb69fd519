namespace SharedImages.Ecs.Tests;

public sealed class CredentialsTests
{
    [Fact]
    public void ToString_PermanentKey_ShowsTheIdOnly() => new Credentials("LTAIexample", "the-secret").ToString().ShouldBe("access key LTAIexample");

    [Fact]
    public void ToString_TemporaryKey_ShowsNoToken() =>
        new Credentials("STS.example", "the-secret", "the-token").ToString().ShouldBe("access key STS.example with a security token");

    [Fact]
    public void ToString_WithinAnotherText_HidesTheSecretToo()
    {
        var holder = new { Key = new Credentials("LTAIexample", "the-secret", "the-token") };

        $"{holder}".ShouldBe("{ Key = access key LTAIexample with a security token }");
    }

    [Fact]
    public void PublicProperties_AreAllThatLoggersTakeApart() =>
        typeof(Credentials).GetProperties().Select(property => property.Name).ShouldBe([nameof(Credentials.AccessKeyId)]);
}
