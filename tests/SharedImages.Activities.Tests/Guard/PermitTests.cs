using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class PermitTests
{
    // What was checked is what is written to, whatever the request names.
    [Fact]
    public async Task ARequestForAnotherImage_GoesToTheOneThatWasChecked()
    {
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.CopyImageAsync(default!, default).ReturnsForAnyArgs(new CopyImageResponse { ImageId = "m-2" });
        var permit = new Permit(ecs, SimulatorWorld.OurAccount, new(OperationKinds.Promotion, Runs.Promotion, "web-base", "1", Runs.Run, Site.Start), Site.Home, new() { ImageId = "m-1" });

        await site.Environment(site.Attempt(1, TimeSpan.Zero)).RunAsync(async () =>
        {
            await permit.CopyAsync(new() { RegionId = Site.Target, ImageId = "m-other", DestinationRegionId = Site.Target, DestinationImageName = "copy" }, CancellationToken.None);
            await permit.ModifyAsync(new() { RegionId = Site.Target, ImageId = "m-other", Description = "words" }, CancellationToken.None);
        });

        await ecs.Received(1).CopyImageAsync(Arg.Is<CopyImageRequest>(sent => sent.RegionId == Site.Home && sent.ImageId == "m-1" && sent.DestinationRegionId == Site.Target), CancellationToken.None);
        await ecs.Received(1).ModifyImageAttributeAsync(Arg.Is<ModifyImageAttributeRequest>(sent => sent.RegionId == Site.Home && sent.ImageId == "m-1"), CancellationToken.None);
    }
}
