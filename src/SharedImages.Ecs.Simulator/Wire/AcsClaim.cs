namespace SharedImages.Ecs.Simulator;

/// <summary>Signature v3: headers, and the hash of the body (facts §1.4).</summary>
internal sealed record AcsClaim : Claim
{
    private static readonly string[] AlwaysSigned = ["host", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce"];

    private readonly ApiRequest request;
    private readonly Dictionary<string, string> signedHeaders;
    private readonly string signature;

    private AcsClaim(ApiRequest request, Authorization authorization) =>
        (this.request, signedHeaders, signature) = (request, SignedHeaders(request, authorization), authorization.Signature);

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
        var query = AcsSignature.CanonicalQuery(request.Query);
        var expected = AcsSignature.Sign(request.Method, query, signedHeaders, request.BodySha256, secret);
        var bodyAsDeclared = request.Header("x-acs-content-sha256") == request.BodySha256;
        if (!bodyAsDeclared || !AreEqual(expected, signature))
        {
            // The real gateway echoes what it signed (facts §1.9); a caller must not log it.
            var canonical = AcsSignature.CanonicalRequest(request.Method, query, signedHeaders, request.BodySha256);
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
