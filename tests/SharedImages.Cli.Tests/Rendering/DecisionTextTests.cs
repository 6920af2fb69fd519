using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class DecisionTextTests
{
    [Fact]
    public void AParkedRegion_SaysWhyWhatToDoAndTheCommands() =>
        DecisionText.Lines(Views.Of(Views.Region(RegionState.Done, region: "cn-beijing"), Views.Parked()), " --address here:7233").ShouldBe(
        [
            "cn-shanghai is parked at copy: copy m-0: Forbidden: The key is disabled.",
            "  to do: enable the KMS key",
            "  then try again: sharedimages resolve promote/web-base/1 --region cn-shanghai retry --address here:7233",
            "  or remove and copy anew: sharedimages resolve promote/web-base/1 --region cn-shanghai retryAsNew --address here:7233",
            "  or go on without it: sharedimages resolve promote/web-base/1 --region cn-shanghai skip --address here:7233",
            "  or give it up as failed: sharedimages resolve promote/web-base/1 --region cn-shanghai abort --address here:7233",
        ]);

    [Fact]
    public void NothingParked_NothingToDecide() => DecisionText.Lines(Views.Of(Views.Region(RegionState.Waiting)), "").ShouldBeEmpty();
}
