using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Workflows;

/// <summary>What makes two copies "the same", and what makes two CopyImage calls the same. Pure.</summary>
public static class CopyKeys
{
    /// <summary>
    /// Hash of promotion name, version, source image, destination region and key: 32 lower-case hex digits.
    /// Only runs of one workflow id can want the same copy, and Temporal lets one of them run at a time.
    /// </summary>
    public static string CopyKey(string promotion, string version, string sourceImageId, string region, bool encrypted, string? kmsKeyId) =>
        Convert.ToHexStringLower(Hash(promotion, version, sourceImageId, region, kmsKeyId ?? (encrypted ? "service-key" : "plain")))[..32];

    /// <summary>Name of an intake that is no target's image: taken from its copy key, so that ECS's own uniqueness of names locks it.</summary>
    public static string IntakeName(string copyKey) => $"sharedimages-intake-{copyKey}";

    /// <summary>ECS client token of a step: 43 characters, base64url; the same for every retry of the same generation.</summary>
    public static string ClientToken(string workflowId, string run, string step, string region, int generation) =>
        Convert.ToBase64String(Hash(workflowId, run, step, region, generation.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Hash(params ReadOnlySpan<string> parts)
    {
        // Lengths go in as well, so that no two lists of parts give the same text.
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part).Append('|');
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
