using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>Finds out who calls: key, security token, clock window, signature, nonce (facts §1.4, §1.5, §1.9).</summary>
internal sealed class Authenticator(Identities identities, WorldRules rules, TimeProvider wallClock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly NonceMemory nonces = new();

    /// <exception cref="ApiException">The caller is not who it says, or too late, or repeats itself.</exception>
    public Principal Authenticate(ApiRequest request)
    {
        var claim = Claim.Of(request);
        var key = identities.Key(claim.AccessKeyId) ?? throw new ApiException(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        if (!key.IsEnabled)
        {
            throw new ApiException(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.");
        }

        CheckToken(claim.SecurityToken, key);
        var time = CheckClock(claim);
        claim.CheckSignature(key.Secret);
        if (rules.RememberNonces && !nonces.TryUse(claim.AccessKeyId, claim.Nonce, wallClock.GetUtcNow(), time + Window))
        {
            throw new ApiException(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }

        return key.Principal;
    }

    private void CheckToken(string? token, SigningKey key)
    {
        if (token == key.SecurityToken)
        {
            if (key.Expiration <= wallClock.GetUtcNow())
            {
                throw new ApiException(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
            }

            return;
        }

        throw token switch
        {
            null => new ApiException(400, "MissingSecurityToken", "SecurityToken is mandatory for this action."),
            _ when key.SecurityToken is null => new ApiException(400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatches with the AccessKey: this access key is a permanent one."),
            _ when identities.Knows(token) => new ApiException(400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatches with the AccessKey."),
            _ => new ApiException(400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed."),
        };
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
