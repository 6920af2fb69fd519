namespace SharedImages.Workflows.Tests;

public sealed class CopyKeysTests
{
    [Fact]
    public void CopyKey_PlainServiceKeyAndCustomerKey_Differ()
    {
        var keys = new[]
        {
            CopyKeys.CopyKey("p", "1", "m-1", "r", false, null),
            CopyKeys.CopyKey("p", "1", "m-1", "r", true, null),
            CopyKeys.CopyKey("p", "1", "m-1", "r", true, "k"),
        };
        keys.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
    }
}
