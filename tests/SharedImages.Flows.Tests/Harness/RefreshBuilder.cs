using System.Text.Json;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>
/// A spec of a refresh as any language sends it: one JSON object. Begins as the newest of the publisher's shared images in some regions, each with
/// its own key. Its name is its own: flows share a server.
/// </summary>
public sealed class RefreshBuilder
{
    /// <summary>What the name of the publisher's encrypted image makes.</summary>
    public const string Version = "2026.11.24";

    private readonly Dictionary<string, object?> spec;

    public RefreshBuilder(string id, params string[] regions)
    {
        Name = $"web-{id}";
        spec = new(StringComparer.Ordinal)
        {
            ["apiVersion"] = ContractNames.ApiVersion,
            ["kind"] = RefreshSpec.SpecKind,
            ["name"] = Name,
            ["source"] = new { region = Flow.Home, owner = SimulatorWorld.PublisherAccount, namePattern = "web-base-*" },
            ["intake"] = new { kmsKeyId = SpecBuilder.KeyIn(Flow.Home), after = "keep" },
            ["targets"] = regions.Select(region => new { region, kmsKeyId = SpecBuilder.KeyIn(region) }).ToArray(),
            ["image"] = new { name = "web-base-{version}", description = "Web base {version}", family = "web-base", tags = new { team = "platform" } },
            ["share"] = new { accounts = new[] { SimulatorWorld.ConsumerAccount } },
        };
    }

    public string Name { get; }

    public string WorkflowId => $"refresh/{Name}";

    /// <summary>Of the promotion of a version.</summary>
    public string PromotionId(string version = Version) => ContractNames.WorkflowId(Name, version);

    public RefreshBuilder With(string field, object value)
    {
        spec[field] = value;
        return this;
    }

    public object ToJson() => spec;

    /// <summary>The promotion that a pipeline would start for the same.</summary>
    /// <param name="version">The version.</param>
    /// <param name="imageId">Its source.</param>
    public PromotionSpec Promotion(string version = Version, string imageId = SimulatorWorld.EncryptedImageId) => ToSpec().Promotion(version, imageId);

    public RefreshSpec ToSpec() => RefreshSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Options)).Spec!;
}
