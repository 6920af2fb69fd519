using System.Security.Cryptography;
using System.Text.Json;

namespace SharedImages.Workflows;

/// <summary>A short name for the content of a spec: what a run was started with, in its memo.</summary>
public static class SpecDigest
{
    /// <summary>SHA-256 of the canonical JSON, 64 lower-case hex digits. The order of targets, accounts and tags does not count.</summary>
    public static string Of(IOperationSpec spec) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object>(spec.Canonical(), ContractJson.Options)));
}
