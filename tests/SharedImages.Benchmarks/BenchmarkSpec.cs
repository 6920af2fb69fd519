using System.Globalization;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Benchmarks;

/// <summary>The spec of one of many promotions: the encrypted shared image to all twenty regions, each with its own key, shared on.</summary>
internal static class BenchmarkSpec
{
    private const string Name = "web-base";

    public static string WorkflowId(int number) => ContractNames.WorkflowId(Name, Version(number));

    /// <param name="number">Of the promotion; its version.</param>
    /// <param name="targets">Its regions; none = all twenty.</param>
    public static object Of(int number, params string[] targets) => new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["apiVersion"] = ContractNames.ApiVersion,
        ["kind"] = PromotionSpec.SpecKind,
        ["name"] = Name,
        ["version"] = Version(number),
        ["source"] = new { region = BenchmarkWorld.Home, owner = SimulatorWorld.PublisherAccount, imageId = SimulatorWorld.EncryptedImageId },
        ["intake"] = new { kmsKeyId = BenchmarkWorld.KeyIn(BenchmarkWorld.Home), after = "keep" },
        ["targets"] = (targets.Length > 0 ? targets : BenchmarkWorld.Regions).Select(region => new { region, kmsKeyId = BenchmarkWorld.KeyIn(region) }).ToArray(),
        ["image"] = new { name = $"{Name}-{Version(number)}", family = Name },
        ["share"] = new { accounts = new[] { SimulatorWorld.ConsumerAccount } },
        ["onFailure"] = "keep",
    };

    private static string Version(int number) => number.ToString(CultureInfo.InvariantCulture);
}
