using System.Security.Cryptography;
using System.Text.Json;

namespace SharedImages.Workflows;

/// <summary>A short name for the content of a spec: what a run was started with, in its memo.</summary>
public static class SpecDigest
{
    /// <summary>SHA-256 of the canonical JSON, 64 lower-case hex digits. The order of targets, accounts and tags does not count.</summary>
    public static string Of(PromotionSpec spec) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Canonical(spec), ContractJson.Options)));

    private static PromotionSpec Canonical(PromotionSpec spec) => spec with
    {
        Targets = [.. spec.Targets.OrderBy(target => target.Region, StringComparer.Ordinal)],
        Share = new([.. spec.Share.Accounts.Order(StringComparer.Ordinal)]),
        Image = spec.Image with { Tags = new SortedDictionary<string, string>(spec.Image.Tags.ToDictionary(), StringComparer.Ordinal) },
    };
}
