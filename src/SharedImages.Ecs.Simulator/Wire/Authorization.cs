using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Ecs.Simulator;

/// <summary>The parts of an Authorization header: <c>ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…</c> (facts §1.4).</summary>
internal sealed record Authorization(string AccessKeyId, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public static bool TryParse(string? header, [NotNullWhen(true)] out Authorization? authorization)
    {
        authorization = null;
        if (header is null || !header.StartsWith($"{AcsSignature.Algorithm} ", StringComparison.Ordinal))
        {
            return false;
        }

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[(AcsSignature.Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                return false;
            }
        }

        if (!parts.TryGetValue("Credential", out var key) || !parts.TryGetValue("SignedHeaders", out var signed) || !parts.TryGetValue("Signature", out var signature))
        {
            return false;
        }

        authorization = new Authorization(key, signed.Split(';'), signature);
        return true;
    }
}
