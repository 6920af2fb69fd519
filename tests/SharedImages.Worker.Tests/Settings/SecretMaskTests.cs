namespace SharedImages.Worker.Tests;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("LTAI5tExampleKeyOurs", "LTAI…Ours")]
    [InlineData("STS.NExampleabcd", "STS.…abcd")]
    [InlineData("LTAI5t-Ours", "…")]
    [InlineData("", "…")]
    public void KeyId_LongIds_ShowTheirEndsOnly(string id, string shown) => SecretMask.KeyId(id).ShouldBe(shown);
}
