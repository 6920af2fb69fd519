using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>The older signature of RPC calls, HMAC-SHA1 (facts §1.5), as pure functions.</summary>
internal static class RpcSignature
{
    public const string Method = "HMAC-SHA1";

    public const string Version = "1.0";

    public const string Parameter = "Signature";

    /// <summary>What is signed: all parameters but the signature itself.</summary>
    public static string StringToSign(string method, IEnumerable<KeyValuePair<string, string>> parameters) =>
        $"{method}&%2F&{AcsSignature.Encode(AcsSignature.CanonicalQuery(parameters.Where(parameter => parameter.Key != Parameter)))}";

    /// <summary>The signature: Base64.</summary>
#pragma warning disable CA5350 // The protocol says SHA-1.
    public static string Sign(string stringToSign, string accessKeySecret) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes($"{accessKeySecret}&"), Encoding.UTF8.GetBytes(stringToSign)));
#pragma warning restore CA5350
}
