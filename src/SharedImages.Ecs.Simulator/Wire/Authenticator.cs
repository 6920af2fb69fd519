using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>Finds out who calls: key, clock window, signature, nonce (facts §1.4, §1.5, §1.9).</summary>
internal sealed class Authenticator(SimulatorWorld world, TimeProvider wallClock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly NonceMemory _nonces = new();
    private readonly Dictionary<string, (string Account, string Secret)> _keys = world.Accounts
        .SelectMany(account => account.AccessKeys.Select(key => (account.Id, Key: key)))
        .ToDictionary(pair => pair.Key.Id, pair => (pair.Id, pair.Key.Secret), StringComparer.Ordinal);

    /// <summary>The caller's account.</summary>
    /// <exception cref="ApiException">The caller is not who it says, or too late, or repeats itself.</exception>
    public string Authenticate(ApiRequest request)
    {
        var claim = Claim.Of(request);
        if (!_keys.TryGetValue(claim.AccessKeyId, out var key))
        {
            throw new ApiException(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        }

        if (claim.SecurityToken is not null)
        {
            throw new ApiException(400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatches with the AccessKey: this access key is a permanent one.");
        }

        var time = CheckClock(claim);
        claim.CheckSignature(key.Secret);
        if (!_nonces.TryUse(claim.AccessKeyId, claim.Nonce, wallClock.GetUtcNow(), time + Window))
        {
            throw new ApiException(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }

        return key.Account;
    }

    private DateTimeOffset CheckClock(Claim claim)
    {
        if (!DateTimeOffset.TryParseExact(claim.Time, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw new ApiException(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
        }

        if ((wallClock.GetUtcNow() - time).Duration() > Window)
        {
            throw new ApiException(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
        }

        return time;
    }
}
