using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

/// <summary>A refresh's spec without errors, to change in tests.</summary>
internal static class RefreshJson
{
    public static JsonObject Valid() => JsonNode.Parse("""
        {
          "apiVersion": "sharedimages/v1",
          "kind": "Refresh",
          "name": "web-base",
          "account": "1000000000000001",
          "source": { "region": "cn-hangzhou", "owner": "2000000000000002", "namePattern": "web-base-*" },
          "version": "matched",
          "intake": { "kmsKeyId": "key-hz", "after": "keep" },
          "targets": [
            { "region": "cn-shanghai", "kmsKeyId": "key-sh" },
            { "region": "us-east-1" }
          ],
          "image": { "name": "web-base-{version}", "description": "Web base {version}", "family": "web-base", "tags": { "team": "platform" } },
          "share": { "accounts": ["3000000000000003"] },
          "drift": "repair",
          "schedule": { "at": ["03:00"], "days": ["monday"], "timeZone": "Asia/Shanghai", "jitter": "10m", "catchUp": "2h", "pauseAfter": 5 }
        }
        """)!.AsObject();

    public static SpecReading<RefreshSpec> Read(Action<JsonObject>? change = null)
    {
        var spec = Valid();
        change?.Invoke(spec);
        return RefreshSpecReader.ReadJson(Encoding.UTF8.GetBytes(spec.ToJsonString(ContractJson.Options)));
    }

    /// <summary>With one field set to a JSON value; "-" removes it.</summary>
    public static SpecReading<RefreshSpec> With(string field, string value) => Read(spec =>
    {
        spec.Remove(field);
        if (value != "-")
        {
            spec[field] = JsonNode.Parse(value);
        }
    });

    /// <summary>What the errors say, without their places.</summary>
    public static IReadOnlyList<string> Texts(SpecReading<RefreshSpec> reading) =>
        [.. reading.Errors.Select(error => error.ToString()[(error.ToString().IndexOf(' ', StringComparison.Ordinal) + 1)..])];
}
