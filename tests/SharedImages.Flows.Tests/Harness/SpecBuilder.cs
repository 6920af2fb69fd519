using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>A spec as any language sends it: one JSON object. Begins as the encrypted shared image to some regions, each with its own key.</summary>
public sealed class SpecBuilder
{
    private static readonly WorldAccount Ours = SimulatorWorld.Default().Accounts.Single(account => account.Id == SimulatorWorld.OurAccount);

    private readonly Dictionary<string, object?> spec;

    public SpecBuilder(string version, params string[] regions)
    {
        Version = version;
        spec = new(StringComparer.Ordinal)
        {
            ["apiVersion"] = ContractNames.ApiVersion,
            ["kind"] = PromotionSpec.SpecKind,
            ["name"] = Name,
            ["version"] = version,
            ["source"] = new { region = Flow.Home, owner = SimulatorWorld.PublisherAccount, imageId = SimulatorWorld.EncryptedImageId },
            ["intake"] = new { kmsKeyId = KeyIn(Flow.Home), after = "keep" },
            ["targets"] = regions.Select(region => new { region, kmsKeyId = KeyIn(region) }).ToArray(),
            ["image"] = new { name = ImageName, description = "Hardened web base", family = "web-base", tags = new { team = "platform" } },
            ["share"] = new { accounts = new[] { SimulatorWorld.ConsumerAccount } },
            ["onFailure"] = "keep",
        };
    }

    public static string Name => "web-base";

    public string Version { get; }

    public string ImageName => $"web-base-{Version}";

    public string WorkflowId => ContractNames.WorkflowId(Name, Version);

    public static string KeyIn(string region) => Ours.Keys.FirstOrDefault(key => key.Region == region)?.Id ?? "00000000-0000-0000-0000-000000000000";

    /// <summary>Sets a field, or leaves it out when the value is null.</summary>
    public SpecBuilder With(string field, object? value)
    {
        spec[field] = value;
        if (value is null)
        {
            spec.Remove(field);
        }

        return this;
    }

    public object ToJson() => spec;
}
