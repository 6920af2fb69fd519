using System.Security.Cryptography;
using System.Text.Json;

namespace SharedImages.Workflows;

/// <summary>A short name for what a plan binds a run to: what a run was started with, in its memo.</summary>
public static class PlanDigest
{
    /// <summary>SHA-256, 64 lower-case hex digits, of all that is compared. Times, GiB, notes and the order do not count.</summary>
    public static string Of(OperationPlan plan) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Bare(plan), ContractJson.Options)));

    private static OperationPlan Bare(OperationPlan plan) => plan with
    {
        Items = [.. plan.Items.OrderBy(PlanComparison.KeyOf, StringComparer.Ordinal).Select(item => item with { Gibibytes = null, Seconds = null, Note = null })],
        Refusals = [],
        Obstacles = [],
        Notes = [],
        HasWork = false,
    };
}
