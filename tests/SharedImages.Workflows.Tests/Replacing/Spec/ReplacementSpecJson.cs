using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

/// <summary>A replacement's spec without errors, to change in tests.</summary>
internal static class ReplacementSpecJson
{
    public static JsonObject Valid() => JsonNode.Parse("""
        {
          "apiVersion": "sharedimages/v1",
          "kind": "Replacement",
          "name": "web-roll",
          "version": "2026.11.24",
          "account": "1000000000000001",
          "image": { "promotion": "web-base/2026.11.24" },
          "instances": [
            { "region": "cn-shanghai", "tags": { "role": "web" }, "atMost": 200, "kmsKeyId": "key-shanghai" },
            { "region": "cn-beijing", "running": "m-old", "encrypted": true },
            { "region": "cn-hangzhou", "ids": ["i-a", "i-b"] }
          ],
          "pace": { "maxUnavailable": "10%", "canary": 2, "soak": "30m", "stopAfter": 3 },
          "keepOldDisk": "7d",
          "onFailure": "formerImage"
        }
        """)!.AsObject();

    public static ReplacementSpec Spec() => ReplacementSpecReader.ReadJson(Valid().Bytes()).Spec!;
}
