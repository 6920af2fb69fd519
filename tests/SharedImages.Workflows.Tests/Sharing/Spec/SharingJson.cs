using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

/// <summary>A sharing's spec without errors, to change in tests.</summary>
internal static class SharingJson
{
    public static JsonObject Valid() => JsonNode.Parse("""
        {
          "apiVersion": "sharedimages/v1",
          "kind": "Sharing",
          "name": "web-base",
          "version": "2026.11.24",
          "account": "1000000000000001",
          "images": [
            { "promotion": "web-base/2026.11.24" },
            { "region": "cn-shanghai", "imageId": "m-uf6other" }
          ],
          "add": ["3000000000000003"],
          "remove": ["5000000000000005"],
          "confirmed": true
        }
        """)!.AsObject();

    public static SpecReading<SharingSpec> Read(Action<JsonObject>? change = null)
    {
        var spec = Valid();
        change?.Invoke(spec);
        return SharingSpecReader.ReadJson(Encoding.UTF8.GetBytes(spec.ToJsonString(ContractJson.Options)));
    }
}
