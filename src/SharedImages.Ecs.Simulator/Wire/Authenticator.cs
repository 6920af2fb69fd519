using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>Finds out who calls: key, clock window, signature v3, nonce (facts §1.4, §1.9).</summary>
internal sealed class Authenticator(SimulatorWorld world, TimeProvider wallClock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly string[] AlwaysSigned = ["host", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce"];

    private readonly NonceMemory _nonces = new();
    private readonly Dictionary<string, (string Account, string Secret)> _keys = world.Accounts
        .SelectMany(account => account.AccessKeys.Select(key => (account.Id, Key: key)))
        .ToDictionary(pair => pair.Key.Id, pair => (pair.Id, pair.Key.Secret), StringComparer.Ordinal);

    /// <summary>The caller's account.</summary>
    /// <exception cref="ApiException">The caller is not who it says, or too late, or repeats itself.</exception>
    public string Authenticate(ApiRequest request)
    {
        if (!Authorization.TryParse(request.Header("authorization"), out var authorization))
        {
            throw new ApiException(400, "IncompleteSignature", $"The request signature does not conform to Aliyun standards; this endpoint takes {AcsSignature.Algorithm}.");
        }

        if (!_keys.TryGetValue(authorization.AccessKeyId, out var key))
        {
            throw new ApiException(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        }

        if (request.Header("x-acs-security-token") is not null)
        {
            throw new ApiException(400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatches with the AccessKey: this access key is a permanent one.");
        }

        var date = CheckClock(request);
        CheckSignature(request, authorization, key.Secret);
        if (!_nonces.TryUse(authorization.AccessKeyId, request.Headers["x-acs-signature-nonce"], wallClock.GetUtcNow(), date + Window))
        {
            throw new ApiException(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }

        return key.Account;
    }

    private DateTimeOffset CheckClock(ApiRequest request)
    {
        if (!DateTimeOffset.TryParseExact(request.Header("x-acs-date"), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            throw new ApiException(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
        }

        if ((wallClock.GetUtcNow() - date).Duration() > Window)
        {
            throw new ApiException(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
        }

        return date;
    }

    private static void CheckSignature(ApiRequest request, Authorization authorization, string secret)
    {
        var mustBeSigned = AlwaysSigned.Concat(request.Headers.Keys.Where(name => name.StartsWith("x-acs-", StringComparison.Ordinal)));
        if (mustBeSigned.Except(authorization.SignedHeaders, StringComparer.Ordinal).FirstOrDefault() is { } unsigned)
        {
            throw new ApiException(400, "IncompleteSignature", $"The header \"{unsigned}\" must be among the signed headers.");
        }

        var signed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in authorization.SignedHeaders)
        {
            if (request.Header(name) is not { } value || !signed.TryAdd(name, value))
            {
                throw new ApiException(400, "IncompleteSignature", $"The signed header \"{name}\" is not in the request, or named twice.");
            }
        }

        var query = AcsSignature.CanonicalQuery(request.Query);
        var expected = AcsSignature.Sign(request.Method, query, signed, request.BodySha256, secret);
        var bodyAsDeclared = request.Header("x-acs-content-sha256") == request.BodySha256;
        if (!bodyAsDeclared || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(authorization.Signature)))
        {
            // The real gateway echoes what it signed (facts §1.9); a caller must not log it.
            var canonical = AcsSignature.CanonicalRequest(request.Method, query, signed, request.BodySha256);
            throw new ApiException(400, "SignatureDoesNotMatch", $"Specified signature does not match our calculation. server canonical request string is:{canonical}");
        }
    }
}
