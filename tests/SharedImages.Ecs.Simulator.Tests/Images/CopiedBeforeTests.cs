using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Images that were copied before the world began.</summary>
public sealed class CopiedBeforeTests : SimulatorTest
{
    private readonly string path = Path.GetTempFileName();

    [Fact]
    public async Task They_are_copies_also_after_the_world_was_written_and_the_others_are_none()
    {
        await File.WriteAllTextAsync(path, """
            regions: [cn-hangzhou]
            accounts:
              - id: "1000000000000001"
                accessKeys: [{ id: LTAIexampleOurs, secret: example-secret-of-Ours }]
                images:
                  - { region: cn-hangzhou, name: copied, id: m-copied, copied: true, creationTime: 2026-11-23T00:00:00Z, tags: { "sharedimages:copy-key": k } }
                  - { region: cn-hangzhou, name: made, id: m-made }
            """);
        await using var first = await Start();
        var before = await Images(first);
        await File.WriteAllTextAsync(path, first.WriteWorld());
        await using var second = await Start();

        (await Images(second)).ToJsonString().ShouldBe(before.ToJsonString());
        before.Select(image => (image!["ImageId"]!.GetValue<string>(), image["IsCopied"]!.GetValue<bool>())).ShouldBe([("m-made", false), ("m-copied", true)]);
        var copied = before[1]!;
        (copied["CreationTime"]!.GetValue<string>(), copied["Usage"]!.GetValue<string>(), copied["Tags"]!["Tag"]![0]!["TagValue"]!.GetValue<string>()).ShouldBe(("2026-11-23T00:00:00Z", "none", "k"));
    }

    [Fact]
    public async Task Their_copy_can_no_longer_be_cancelled()
    {
        var imageId = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "copied", IsCopied = true });

        var refused = await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId));

        refused.ShouldBe(400, "IncorrectImageStatus");
        refused.Text("Message").ShouldContain("completed");
    }

    private Task<EcsSimulator> Start() => EcsSimulator.StartAsync(new EcsSimulatorOptions { Time = Time, WallClock = Time, World = SimulatorWorld.Load(path) });

    private async Task<JsonArray> Images(EcsSimulator simulator)
    {
        using var caller = new Caller(simulator.Endpoint, SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys[0], Time);
        return (await caller.Call("DescribeImages", ("RegionId", Hangzhou))).Body["Images"]!["Image"]!.AsArray();
    }
}
