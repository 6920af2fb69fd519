using SharedImages.Ecs.Simulator.Tests;

namespace SharedImages.Benchmarks;

/// <summary>One kind of request whose cost is measured.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Action">The operation.</param>
/// <param name="Parameters">Those of the so many'th request, beside the region.</param>
internal sealed record CostRow(string Name, string Action, Func<CostWorld, int, (string Name, string Value)[]> Parameters)
{
    public int HttpStatus { get; init; } = 200;

    /// <summary>What is done with an answer; null = nothing.</summary>
    public Action<CostWorld, DirectAnswer>? Then { get; init; }

    /// <summary>What of these is in one group is asked in turn, so that the world stays as it was.</summary>
    public static IReadOnlyList<CostRow[]> Groups { get; } =
    [
        .. Single,
        [Share("share", "AddAccount.1"), Share("unshare", "RemoveAccount.1")],
        [
            new("CopyImage", "CopyImage", (world, index) => [("ImageId", CostWorld.ImageId(world.Pick(index)))]) { Then = (world, answer) => world.Made.Enqueue(answer.Field("ImageId")!) },
            new("DeleteImage", "DeleteImage", (world, _) => [("ImageId", world.Made.Dequeue())]),
        ],
        [
            Launch("real") with { Then = (world, answer) => world.Made.Enqueue(InstanceIdOf(answer)) },
            new("DeleteInstance", "DeleteInstance", (world, _) => [("InstanceId", world.Made.Dequeue()), ("Force", "true")]),
        ],
    ];

    private static IEnumerable<CostRow[]> Single => new CostRow[]
    {
        Images("by id", (world, index) => [("ImageId", CostWorld.ImageId(world.Pick(index)))]),
        Images("by name", (world, index) => [("ImageName", CostWorld.ImageName(world.Pick(index)))]),
        Images("by a part of 100 names", (_, _) => [("ImageName", "e-0000")]),
        Images("by tag", (world, index) => [("Tag.1.Key", "number"), ("Tag.1.Value", CostWorld.Text(world.Pick(index)))]),
        Images("by tag of all and family", (world, index) => [("Tag.1.Key", "team"), ("Tag.1.Value", "web"), ("ImageFamily", CostWorld.Family(world.Pick(index)))]),
        Images("by architecture, first page", (_, _) => [("Architecture", "x86_64")]),
        Images("own, first page", (_, _) => [("ImageOwnerAlias", "self")]),
        Images("own, page 5", (_, _) => [("ImageOwnerAlias", "self"), ("PageNumber", "5")]),
        Images("own, last page", (world, _) => [("ImageOwnerAlias", "self"), ("PageNumber", $"{world.Images * 9 / 100}")]),
        Images("shared with me, first page", (_, _) => [("ImageOwnerAlias", "others")]),
        Images("all, any status, page 5", (_, _) => [("Status", "ALL"), ("PageNumber", "5")]),
        new("DescribeImageFromFamily", "DescribeImageFromFamily", (world, index) => [("ImageFamily", CostWorld.Family(world.Pick(index)))]),
        Instances("by id", (world, index) => [("InstanceIds", $"[\"{CostWorld.InstanceId(world.PickInstance(index))}\"]")]),
        Instances("by tag", (world, index) => [("Tag.1.Key", "number"), ("Tag.1.Value", CostWorld.Text(world.PickInstance(index)))]),
        Instances("by image", (world, index) => [("ImageId", CostWorld.ImageId(world.PickInstance(index)))]),
        Instances("Running, first page", (_, _) => [("Status", "Running"), ("MaxResults", "10")]),
        new("ListTagResources by tag", "ListTagResources", (world, index) => [("ResourceType", "image"), ("Tag.1.Key", "number"), ("Tag.1.Value", CostWorld.Text(world.Pick(index)))]),
        new("DescribeSnapshots, first page", "DescribeSnapshots", (_, _) => [("MaxResults", "10")]),
        new("ModifyImageAttribute: name", "ModifyImageAttribute", (world, index) => [("ImageId", CostWorld.ImageId(world.Pick(index))), ("ImageName", CostWorld.ImageName(world.Pick(index)))]),
        Launch("dry", ("DryRun", "true")) with { HttpStatus = 400 },
    }.Select(row => new[] { row });

    private static CostRow Images(string name, Func<CostWorld, int, (string Name, string Value)[]> parameters) => new($"DescribeImages {name}", "DescribeImages", parameters);

    private static CostRow Instances(string name, Func<CostWorld, int, (string Name, string Value)[]> parameters) => new($"DescribeInstances {name}", "DescribeInstances", parameters);

    private static CostRow Share(string name, string parameter) => new(
        $"ModifyImageSharePermission: {name}",
        "ModifyImageSharePermission",
        (world, index) => [("ImageId", CostWorld.ImageId(world.Pick(index))), (parameter, Ecs.Simulator.SimulatorWorld.ConsumerAccount)]);

    private static CostRow Launch(string name, params (string Name, string Value)[] more) => new(
        $"RunInstances, {name}",
        "RunInstances",
        (world, index) => [("ImageId", CostWorld.ImageId(world.Pick(index))), ("InstanceType", "ecs.g7.large"), .. more]);

    private static string InstanceIdOf(DirectAnswer answer) =>
        System.Text.Json.Nodes.JsonNode.Parse(answer.Text)!["InstanceIdSets"]!["InstanceIdSet"]![0]!.GetValue<string>();
}
