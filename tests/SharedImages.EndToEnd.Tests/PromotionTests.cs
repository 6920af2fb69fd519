using System.Text.Json;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary>Dev server, simulator, worker and command line, each its own process.</summary>
public sealed class PromotionTests(TemporalServer server)
{
    private static readonly string[] SixRegions = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1", "us-east-1"];

    [Fact]
    public async Task Promote_EncryptedSharedImageToSixRegions_ExitsZeroAndTheSimulatorAgrees()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();

        await using var promote = await site.RunAsync("promote", site.SpecFile(SixRegions), "--output", "json");

        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        var result = JsonSerializer.Deserialize<PromotionResult>(promote.Output, ContractJson.Options)!;
        result.Outcome.ShouldBe(OperationOutcome.Completed);
        var images = await site.OurImagesAsync();
        images.Count.ShouldBe(SixRegions.Length);
        foreach (var region in result.Regions)
        {
            region.State.ShouldBe(ItemState.Done);
            region.SharedWith.ShouldBe([Site.Consumer]);
            region.Checks.ShouldAllBe(check => check.Result == CheckResult.Ok || check.Result == CheckResult.Repaired);
            var image = images.Single(candidate => candidate.GetProperty("region").GetString() == region.Region);
            image.GetProperty("imageId").GetString().ShouldBe(region.ImageId);
            image.GetProperty("kmsKeyId").GetString().ShouldBe(site.KeyIn(region.Region));
            image.GetProperty("sharedWith").EnumerateArray().Select(account => account.GetString()).ShouldBe([Site.Consumer]);
            image.GetProperty("status").GetString().ShouldBe("Available");
        }
    }
}
