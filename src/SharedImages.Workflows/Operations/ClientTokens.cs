using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Workflows;

/// <summary>What makes two calls of ECS the same: a token is composed where it is decided what is asked for, so that every retry sends the same one. Pure.</summary>
public static class ClientTokens
{
    /// <summary>ECS client token of a step: 43 characters, base64url; the same for every retry of the same generation.</summary>
    public static string Of(string workflowId, string run, string step, string item, int generation) =>
        Convert.ToBase64String(Hash(workflowId, run, step, item, generation.ToString(CultureInfo.InvariantCulture))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Hash of a list of texts.</summary>
    internal static byte[] Hash(params ReadOnlySpan<string> parts)
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
