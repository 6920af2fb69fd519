using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class ChannelRequestTests
{
    [Fact]
    public void WhatIsTyped_IsTheSpecOfAFile() => ChannelRequest.Of("web-base", "prod", "2", "fixes", ["cn-beijing"]).ShouldBeEquivalentTo(
        OperationKinds.Read(YamlSpecNodes.Parse("""
            apiVersion: sharedimages/v1
            kind: Channel
            name: web-base
            channel: prod
            version: "2"
            reason: fixes
            without: [cn-beijing]
            """u8)).Spec);

    [Fact]
    public void WhatHasNotItsForm_IsSaidInTheWordsOfASpec()
    {
        var refusal = Should.Throw<CommandException>(() => ChannelRequest.Of("web base", "prod", "2", null, ["Beijing"]));

        refusal.ExitCode.ShouldBe(ExitCode.InvalidInput);
        refusal.Lines.ShouldBe(
        [
            "name: 'web base' is not a promotion name; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id",
            "without[0]: 'Beijing' is not a region id; use ECS's id of a region, such as cn-hangzhou",
        ]);
    }

    [Fact]
    public void AWorld_LacksWhatNoPromotionHasLeft()
    {
        var world = SimulatorWorld.Default();

        RehearsalWorld.Lacks(world, ChannelRequest.Of("web-base", "prod", "2", null, ["xx-nowhere"]))
            .ShouldBe([$"an image of account {SimulatorWorld.OurAccount} that a promotion web-base/2 has finished", "region xx-nowhere"]);
    }

    [Fact]
    public void WhatTheWebUiShows_NamesTheChannelAndWhy()
    {
        var spec = ChannelRequest.Of("web-base", "prod", "2", "fixes", ["cn-beijing"]);
        var program = KindPrograms.Of(spec);

        program.Summary(spec).ShouldBe("web-base prod to 2");
        program.Details(spec).ShouldBe(
            "- prod of web-base points to 2\n- and to nothing in cn-beijing\n- why: fixes\n\n`sharedimages status channel/web-base/prod`\n\n`sharedimages cancel channel/web-base/prod` stops it, and the channel goes back in all regions");
    }
}
