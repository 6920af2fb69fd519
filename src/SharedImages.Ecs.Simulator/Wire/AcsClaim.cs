namespace SharedImages.Ecs.Simulator;

/// <summary>Signature v3: headers, and the hash of the body (facts §1.4).</summary>
internal sealed record AcsClaim : Claim
{
    private static readonly string[] AlwaysSigned = ["host", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce"];

    private readonly ApiRequest _request;
    private readonly Dictionary<string, string> _signedHeaders;
    private readonly string _signature;

    private AcsClaim(ApiRequest request, Authorization authorization) =>
        (_request, _signedHeaders, _signature) = (request, SignedHeaders(request, authorization), authorization.Signature);

    public static AcsClaim Read(ApiRequest request)
    {
        if (!Authorization.TryParse(request.Header("authorization"), out var authorization))
        {
            throw new ApiException(400, "IncompleteSignature", $"The request signature does not conform to Aliyun standards; the header Authorization takes {AcsSignature.Algorithm}.");
        }

        return new AcsClaim(request, authorization)
        {
            AccessKeyId = authorization.AccessKeyId,
            SecurityToken = request.Header("x-acs-security-token"),
            Time = request.Header("x-acs-date"),
            Nonce = request.Headers["x-acs-signature-nonce"],
        };
    }

    public override void CheckSignature(string secret)
    {
        var query = AcsSignature.CanonicalQuery(_request.Query);
        var expected = AcsSignature.Sign(_request.Method, query, _signedHeaders, _request.BodySha256, secret);
        var bodyAsDeclared = _request.Header("x-acs-content-sha256") == _request.BodySha256;
        if (!bodyAsDeclared || !AreEqual(expected, _signature))
        {
            // The real gateway echoes what it signed (facts §1.9); a caller must not log it.
            var canonical = AcsSignature.CanonicalRequest(_request.Method, query, _signedHeaders, _request.BodySha256);
            throw new ApiException(400, "SignatureDoesNotMatch", $"Specified signature does not match our calculation. server canonical request string is:{canonical}");
        }
    }

    private static Dictionary<string, string> SignedHeaders(ApiRequest request, Authorization authorization)
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

        return signed;
    }
}
