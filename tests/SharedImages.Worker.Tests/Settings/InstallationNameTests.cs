namespace SharedImages.Worker.Tests;

public sealed class InstallationNameTests
{
    [Theory]
    [InlineData("default", "localhost:7233", "default@localhost:7233")]
    [InlineData("images.a1b2c", "images.a1b2c.tmprl.cloud:7233", "images.a1b2c@images.a1b2c.tmprl.cloud:7233")]
    [InlineData("images", "[::1]:7233", "images@_::1_:7233")]
    public void Of_NamespaceAndAddress_IsAName(string temporalNamespace, string address, string name)
    {
        InstallationName.Of(temporalNamespace, address).ShouldBe(name);
        InstallationName.Is(name).ShouldBeTrue();
    }

    [Fact]
    public void Of_LongNames_IsCutToWhatATagHolds()
    {
        var name = InstallationName.Of(new string('n', 100), new string('a', 100));

        name.ShouldBe(new string('n', 100) + "@" + new string('a', 27));
        InstallationName.Is(name).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("our images")]
    [InlineData("ours*")]
    [InlineData("ürs")]
    public void Is_AnythingElse_IsNoName(string text) => InstallationName.Is(text).ShouldBeFalse();

    [Fact]
    public void Is_OneCharacterTooMany_IsNoName()
    {
        InstallationName.Is(new string('n', 128)).ShouldBeTrue();
        InstallationName.Is(new string('n', 129)).ShouldBeFalse();
    }
}
