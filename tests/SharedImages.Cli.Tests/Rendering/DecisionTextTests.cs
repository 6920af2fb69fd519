using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class DecisionTextTests
{
    [Fact]
    public void AParkedRegion_SaysWhyWhatToDoAndTheCommands() =>
        DecisionText.Lines(Views.Of(Views.Region(ItemState.Done, region: "cn-beijing"), Views.Parked()), " --address here:7233").ShouldBe(
        [
            "cn-shanghai is parked at copy: copy m-0: Forbidden: The key is disabled.",
            "  to do: enable the KMS key",
            "  then try again: sharedimages resolve promote/web-base/1 --item cn-shanghai --step copy retry --address here:7233",
            "  or remove and copy anew: sharedimages resolve promote/web-base/1 --item cn-shanghai --step copy retryAsNew --address here:7233",
            "  or go on without it: sharedimages resolve promote/web-base/1 --item cn-shanghai --step copy skip --address here:7233",
            "  or give it up as failed: sharedimages resolve promote/web-base/1 --item cn-shanghai --step copy abort --address here:7233",
        ]);

    [Fact]
    public void TheParkedPromotionItself_IsNamedWithItsStepAsOneArgument() =>
        DecisionText.Lines(Views.Of(Views.Promotion("resolve source")), "").ShouldBe(
        [
            "promotion is parked at resolve source since 2026-11-24 12:00:00 UTC: cn-hangzhou: no right",
            "  to do: grant it",
            "  then try again: sharedimages resolve promote/web-base/1 --item promotion --step \"resolve source\" retry",
            "  or give it up as failed: sharedimages resolve promote/web-base/1 --item promotion --step \"resolve source\" abort",
        ]);

    [Fact]
    public void ACanaryThatWaits_HasNotFailed() =>
        DecisionText.Lines(
            Views.Fleet(new(12, 1, 0, 0), new ItemProgress { Item = "replacement", State = ItemState.Parked, Step = "canary", Actions = [ResolveAction.Continue, ResolveAction.Back, ResolveAction.Abort] }),
            "").Skip(1).ShouldBe(
        [
            "  then go on: sharedimages resolve replace/web-roll/1 --item replacement --step canary continue",
            "  or bring back what it had before: sharedimages resolve replace/web-roll/1 --item replacement --step canary back",
            "  or leave it as it is, and begin no other: sharedimages resolve replace/web-roll/1 --item replacement --step canary abort",
        ]);

    [Fact]
    public void NothingParked_NothingToDecide() => DecisionText.Lines(Views.Of(Views.Region(ItemState.Waiting)), "").ShouldBeEmpty();
}
