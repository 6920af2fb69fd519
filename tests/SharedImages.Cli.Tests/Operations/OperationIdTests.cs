namespace SharedImages.Cli.Tests;

public sealed class OperationIdTests
{
    [Theory]
    [InlineData("promote/web-base/2026.11.24")]
    [InlineData("web-base/2026.11.24")]
    public async Task ReadAsync_TheIdAndItsShortForm_AreThePromotion(string text)
    {
        OperationId.Form.Read(text).ShouldBe((text, null));

        (await OperationId.ReadAsync(text, TestContext.Current.CancellationToken)).ShouldBe("promote/web-base/2026.11.24");
    }

    [Fact]
    public async Task ReadAsync_AFile_IsTheOperationThatItsSpecAsksFor()
    {
        var folder = Directory.CreateTempSubdirectory("operation-id");
        try
        {
            var file = Path.Combine(folder.FullName, "spec.yaml");
            await File.WriteAllTextAsync(file, DevSpec.Text(), TestContext.Current.CancellationToken);

            OperationId.Form.Read(file).ShouldBe((file, null));
            (await OperationId.ReadAsync(file, TestContext.Current.CancellationToken)).ShouldBe("promote/web-base/2026.11.24");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("web-base")]
    [InlineData("promote/web-base/1/cn-shanghai")]
    [InlineData("other/web-base/1")]
    [InlineData("web base/1")]
    [InlineData("web-base/1\n")]
    public void Form_AnythingElse_IsRefused(string text)
    {
        OperationId.Form.Read(text).ShouldBe((null, ""));
        OperationId.Form.Wanted.ShouldBe(OperationId.Wanted);
    }

    [Fact]
    public void Wanted_NamesTheIdsOfAllKinds() =>
        OperationId.Wanted.ShouldBe("an id such as promote/NAME/VERSION or launch/NAME/VERSION or share/NAME/VERSION or replace/NAME/VERSION or refresh/NAME or retire/NAME/VERSION or channel/NAME/CHANNEL or recall/NAME/VERSION or leftovers/all (NAME/VERSION alone is a promotion's), or the file of its spec");
}
