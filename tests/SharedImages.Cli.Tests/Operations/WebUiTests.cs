namespace SharedImages.Cli.Tests;

public sealed class WebUiTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8233", "http://127.0.0.1:8233/namespaces/default/workflows/promote%2Fweb-base%2F1/run-1")]
    [InlineData("https://temporal.example/ui/", "https://temporal.example/ui/namespaces/default/workflows/promote%2Fweb-base%2F1/run-1")]
    public void Link_IsBelowTheAddress(string address, string link) => new WebUi(new(address), "default").Link("promote/web-base/1", "run-1").AbsoluteUri.ShouldBe(link);
}
