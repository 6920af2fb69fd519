using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

/// <summary>The spec of a channel's move without errors, to change in tests.</summary>
internal static class ChannelJson
{
    public static JsonObject Valid() => JsonNode.Parse("""
        {
          "apiVersion": "sharedimages/v1",
          "kind": "Channel",
          "name": "web-base",
          "channel": "prod",
          "version": "2026.11.24",
          "account": "1000000000000001",
          "reason": "the kernel is fixed",
          "without": ["us-east-1", "cn-beijing"]
        }
        """)!.AsObject();

    public static SpecReading<ChannelSpec> Read(Action<JsonObject>? change = null)
    {
        var spec = Valid();
        change?.Invoke(spec);
        return ChannelSpecReader.ReadJson(Encoding.UTF8.GetBytes(spec.ToJsonString(ContractJson.Options)));
    }
}
