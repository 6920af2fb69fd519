using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>The simulator against the model: 10 000 scripts of calls, the same in every run. A difference comes as the shortest script that shows it.</summary>
public sealed class ImageModelTests
{
    private const int Scripts = 10_000;

    private static readonly string[] Regions = ["cn-hangzhou", "cn-shanghai"];
    private static readonly string[] Accounts = [SimulatorWorld.OurAccount, SimulatorWorld.PublisherAccount, SimulatorWorld.ConsumerAccount];
    private static readonly ModelKey[] Bases = [.. Accounts.Select(account => new ModelKey(account, Regions[0], "base"))];

    private static readonly SimulatorWorld World = new()
    {
        Regions = Regions,
        Rules = new WorldRules
        {
            ImageQuota = ImageModel.ImageQuota,
            CopiesAtOnce = ImageModel.CopiesAtOnce,
            SharesPerImage = ImageModel.SharesPerImage,
            ClientTokenMemory = TimeSpan.FromSeconds(ImageModel.TokenSeconds),
            SameRegionCopy = TimeSpan.FromSeconds(ImageModel.SameRegionSeconds),
            CrossRegionCopy = TimeSpan.FromSeconds(ImageModel.CrossRegionSeconds),
        },
        Accounts =
        [
            .. Accounts.Select(account => new WorldAccount
            {
                Id = account,
                AccessKeys = [new WorldAccessKey($"LTAI{account}", "secret")],
                Images = [new WorldImage { Region = Regions[0], Id = $"m-base{account}", Name = "base" }],
            }),
        ],
    };

    [Fact]
    public async Task The_simulator_does_what_the_model_does()
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < Scripts; seed++)
        {
            var script = new StepGenerator(new Random(seed), Accounts, Regions, Bases).Script();
            if (await DifferenceAsync(script, codes) is { } difference)
            {
                var (shortest, last) = await ShrinkAsync(script, difference);
                Assert.Fail($"Script {seed}:\n{string.Join('\n', shortest)}\n{last}");
            }
        }

        codes.Count.ShouldBe(18, $"Every rule of the model has been tried: {string.Join(", ", codes)}.");
    }

    /// <summary>A model that knows one rule less is found out, and by a short script.</summary>
    [Fact]
    public async Task A_difference_is_shrunk()
    {
        IReadOnlyList<ModelStep> script =
        [
            new() { Action = "DescribeImages", Account = Accounts[0], Region = Regions[0] },
            new() { Action = "CopyImage", Account = Accounts[0], Region = Regions[0], Image = Bases[0], Destination = Regions[0], Name = "gold" },
            new() { Seconds = 29 },
            new() { Action = "DeleteImage", Account = Accounts[1], Region = Regions[0], Image = Bases[1] },
            new() { Action = "CopyImage", Account = Accounts[0], Region = Regions[0], Image = Bases[0], Destination = Regions[0], Name = "name of its own" },
        ];

        (await DifferenceAsync(script, [])).ShouldNotBeNull();
        (await ShrinkAsync(script, "")).Script.ShouldBe([script[^1]]);
    }

    /// <summary>Leaves out what is not needed for a difference, until nothing more can be left out.</summary>
    private static async Task<(IReadOnlyList<ModelStep> Script, string Difference)> ShrinkAsync(IReadOnlyList<ModelStep> script, string difference)
    {
        for (var index = script.Count - 1; index >= 0; index--)
        {
            IReadOnlyList<ModelStep> shorter = [.. script.Take(index), .. script.Skip(index + 1)];
            if (await DifferenceAsync(shorter, []) is { } still)
            {
                return await ShrinkAsync(shorter, still);
            }
        }

        return (script, difference);
    }

    /// <summary>The first difference; null = none.</summary>
    private static async Task<string?> DifferenceAsync(IReadOnlyList<ModelStep> script, HashSet<string> codes)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        var simulator = new DirectSimulator(World, time);
        var model = new ImageModel(Bases.Select(key => new ModelImage { Key = key, Id = $"m-base{key.Owner}" }), Accounts);
        var ids = Bases.ToDictionary(key => key, key => $"m-base{key.Owner}");
        foreach (var step in script)
        {
            if (step.Action.Length == 0)
            {
                time.Advance(TimeSpan.FromSeconds(step.Seconds));
                model.Pass(step.Seconds);
            }
            else if (await DifferenceOfCallAsync(simulator, model, step, ids, codes) is { } difference)
            {
                return $"{step}\n  {difference}";
            }

            if (DifferenceOfWorlds(simulator, model) is { } other)
            {
                return $"{step}\n  {other}";
            }
        }

        return null;
    }

    private static async Task<string?> DifferenceOfCallAsync(DirectSimulator simulator, ImageModel model, ModelStep step, Dictionary<ModelKey, string> ids, HashSet<string> codes)
    {
        if (step.Fault is { } kind)
        {
            simulator.Faults.Add(new Fault { Kind = kind });
        }

        var imageId = step.Image is { } key && ids.TryGetValue(key, out var known) ? known : "m-none";
        var answer = await simulator.CallAsync(step.Account, step.Action, step.Parameters(imageId));
        simulator.Faults.Clear();
        var expected = model.Do(step, imageId);
        foreach (var image in model.Images.Where(image => image.Id is null))
        {
            image.Id = simulator.State.Images(image.Key.Owner, image.Key.Region).FirstOrDefault(candidate => candidate.Name == image.Key.Name)?.ImageId;
            ids[image.Key] = image.Id ?? "m-none";
        }

        if (answer.IsCut || expected.IsCut)
        {
            return answer.IsCut && expected.IsCut ? null : $"cut: the simulator {answer.IsCut}, the model {expected.IsCut}";
        }

        var code = answer.IsSuccess ? "OK" : answer.Field("Code")!;
        codes.Add(code);
        if (code == "OK" ? expected.Codes.Count > 0 : !expected.Codes.Contains(code, StringComparer.Ordinal))
        {
            return $"the simulator says {code}, the model {(expected.Codes.Count == 0 ? "OK" : string.Join(" or ", expected.Codes))}";
        }

        return code != "OK" ? null
            : expected.Image is { } copy && answer.Field("ImageId") != copy.Id ? $"the simulator answers {answer.Field("ImageId")}, the model {copy.Id}"
            : expected.Listed is { } listed ? Difference(ListedIn(answer), listed.Select(image => $"{image.Id} {image.StatusAt(model.Now)} {(image.Key.Owner == step.Account ? "self" : "others")}"))
            : null;
    }

    private static IEnumerable<string> ListedIn(DirectAnswer answer) =>
        JsonNode.Parse(answer.Text)!["Images"]!["Image"]!.AsArray().Select(image => $"{image!["ImageId"]} {image["Status"]} {image["ImageOwnerAlias"]}");

    private static string? DifferenceOfWorlds(DirectSimulator simulator, ImageModel model) => Difference(
        simulator.State.Images().Select(image => $"{new ModelKey(image.Account, image.Region, image.Name)} {image.ImageId} {image.Status} of {image.CopiedFrom} with {string.Join(',', image.SharedWith)}"),
        model.Images.Select(image => $"{image.Key} {image.Id} {image.StatusAt(model.Now)} of {image.Source?.Id} with {string.Join(',', image.Shares)}"));

    private static string? Difference(IEnumerable<string> simulator, IEnumerable<string> model)
    {
        var (there, expected) = (simulator.Order(StringComparer.Ordinal).ToList(), model.Order(StringComparer.Ordinal).ToList());
        return there.SequenceEqual(expected, StringComparer.Ordinal)
            ? null
            : $"the simulator has [{string.Join("; ", there.Except(expected, StringComparer.Ordinal))}], the model [{string.Join("; ", expected.Except(there, StringComparer.Ordinal))}]";
    }
}
