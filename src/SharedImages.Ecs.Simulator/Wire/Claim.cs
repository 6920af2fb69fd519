using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>Who a request says that it is from, and how it would prove that.</summary>
internal abstract record Claim
{
    public required string AccessKeyId { get; init; }

    /// <summary>Null = not given.</summary>
    public required string? SecurityToken { get; init; }

    /// <summary>As sent.</summary>
    public required string? Time { get; init; }

    public required string Nonce { get; init; }

    /// <summary>Signature v3 when there is an Authorization header, else v1.</summary>
    /// <exception cref="ApiException">Neither is complete.</exception>
    public static Claim Of(ApiRequest request) => request.IsRpcSigned ? RpcClaim.Read(request) : AcsClaim.Read(request);

    /// <exception cref="ApiException">Signed with another secret, or something else was signed.</exception>
    public abstract void CheckSignature(string secret);

    protected static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
