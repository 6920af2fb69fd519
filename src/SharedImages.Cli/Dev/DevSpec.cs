using System.Globalization;
using System.Text;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>A ready-made spec for the simulator's built-in world.</summary>
internal static class DevSpec
{
    private const string Name = "web-base";
    private const string Version = "2026.11.24";
    private const string Home = "cn-hangzhou";

    public static string Id { get; } = ContractNames.WorkflowId(Name, Version);

    public static string Text(SimulatorInfo info)
    {
        var ours = info.Accounts.Single(account => account.Id == SimulatorWorld.OurAccount);
        var text = new StringBuilder()
            .AppendLine("apiVersion: sharedimages/v1")
            .AppendLine("kind: Promotion")
            .AppendLine(CultureInfo.InvariantCulture, $"name: {Name}")
            .AppendLine(CultureInfo.InvariantCulture, $"version: \"{Version}\"")
            .AppendLine(CultureInfo.InvariantCulture, $"source: {{ region: {Home}, owner: \"{SimulatorWorld.PublisherAccount}\", imageId: {SimulatorWorld.EncryptedImageId} }}")
            .AppendLine(CultureInfo.InvariantCulture, $"intake: {{ kmsKeyId: {ours.Keys.First(key => key.Region == Home).Id}, after: keep }}")
            .AppendLine("targets:");
        foreach (var key in ours.Keys)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{ region: {key.Region}, kmsKeyId: {key.Id} }}");
        }

        return text
            .AppendLine(CultureInfo.InvariantCulture, $"image: {{ name: \"{Name}-{Version}\", description: Hardened web base, family: {Name}, tags: {{ team: platform }} }}")
            .AppendLine(CultureInfo.InvariantCulture, $"share: {{ accounts: [\"{SimulatorWorld.ConsumerAccount}\"] }}")
            .AppendLine("onFailure: keep")
            .ToString();
    }
}
