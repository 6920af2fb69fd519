using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

/// <summary>A spec without errors, to change in tests.</summary>
internal static class SpecJson
{
    public static JsonObject Valid() => JsonNode.Parse("""
        {
          "apiVersion": "sharedimages/v1",
          "kind": "Promotion",
          "name": "web-base",
          "version": "2026.11.24",
          "account": "1000000000000001",
          "source": { "region": "cn-hangzhou", "owner": "2000000000000002", "imageId": "m-bp1shared" },
          "intake": { "kmsKeyId": "key-hangzhou", "after": "delete" },
          "targets": [
            { "region": "cn-shanghai", "kmsKeyId": "key-shanghai" },
            { "region": "ap-southeast-1", "encrypted": true },
            { "region": "eu-central-1" }
          ],
          "image": { "name": "web-base-2026.11.24", "description": "golden image", "family": "web-base", "tags": { "team": "platform", "cost": "" } },
          "share": { "accounts": ["3000000000000003"] },
          "onFailure": "undo"
        }
        """)!.AsObject();

    public static byte[] Bytes(this JsonNode spec) => Encoding.UTF8.GetBytes(spec.ToJsonString(ContractJson.Options));

    public static PromotionSpec Read(Action<JsonObject>? change = null)
    {
        var spec = Valid();
        change?.Invoke(spec);
        return PromotionSpecReader.ReadJson(spec.Bytes()).Spec.ShouldNotBeNull();
    }
}
