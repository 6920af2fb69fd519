using System.Text.Json;

namespace SharedImages.Workflows.Tests;

public sealed class ResultBoundsTests
{
    private static readonly ImageCheck Repaired = new("tag " + new string('k', 128), CheckResult.Repaired, new('v', 128), new('v', 128), new('w', 128));
    private static readonly ImageCheck Differs = new("boot mode", CheckResult.Differs, "UEFI", "BIOS");

    [Fact]
    public void Few_AreToldWholeButForWhatIsOnlyForUndo()
    {
        var region = Region() with { Checks = [Differs], Made = new() { Images = [new("cn-shanghai", "m-1", DateTimeOffset.UnixEpoch)] } };

        JsonSerializer.Serialize(ResultBounds.Within(Result(region)), ContractJson.Options)
            .ShouldBe(JsonSerializer.Serialize(Result(region with { Made = new() }), ContractJson.Options));
    }

    [Fact]
    public void SixtyWithAllTagsRepaired_FitAndKeepWhatDiffers()
    {
        var result = ResultBounds.Within(Result([.. Enumerable.Repeat(Region() with { Checks = [.. Enumerable.Repeat(Repaired, 12), Differs] }, 60)]));

        Size(result).ShouldBeLessThanOrEqualTo(96 * 1024);
        result.Regions.Count.ShouldBe(60);
        result.Regions.ShouldAllBe(region => region.Checks.Contains(Differs) && region.ChecksMade == 13);
    }

    [Fact]
    public void SixtyThatFailedWithLongErrors_Fit()
    {
        var error = new StepError(StepErrorKind.Permission, "cn-shanghai: " + new string('x', 4000), new('y', 2000), "Forbidden", Guid.Empty.ToString());

        var result = ResultBounds.Within(Result([.. Enumerable.Repeat(Region() with { State = ItemState.Failed, Error = error }, 60)]));

        Size(result).ShouldBeLessThanOrEqualTo(96 * 1024);
        result.Regions.ShouldAllBe(region => region.Error!.Message.StartsWith("cn-shanghai: xxx") && region.Error.Code == "Forbidden");
    }

    private static RegionOutcome Region() => new() { Region = "cn-shanghai", Hop = Hop.Distribution, State = ItemState.Done, ImageId = "m-1", ImageName = new('n', 128), ChecksMade = 13 };

    private static PromotionResult Result(params RegionOutcome[] regions) =>
        new() { Name = "web-base", Version = "1", Outcome = OperationOutcome.Completed, Summary = "all", Regions = regions };

    private static int Size(PromotionResult result) => JsonSerializer.SerializeToUtf8Bytes(result, ContractJson.Options).Length;
}
