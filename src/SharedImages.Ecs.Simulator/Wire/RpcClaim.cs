namespace SharedImages.Ecs.Simulator;

/// <summary>Signature v1: everything is a parameter, of the query or of a form (facts §1.5).</summary>
internal sealed record RpcClaim : Claim
{
    private readonly ApiRequest request;
    private readonly string signature;

    private RpcClaim(ApiRequest request, string signature) => (this.request, this.signature) = (request, signature);

    public static RpcClaim Read(ApiRequest request)
    {
        Check(request, "SignatureMethod", RpcSignature.Method);
        Check(request, "SignatureVersion", RpcSignature.Version);
        return new RpcClaim(request, request.Parameters.Required(RpcSignature.Parameter))
        {
            AccessKeyId = request.Parameters.Required("AccessKeyId"),
            SecurityToken = request.Parameters.Optional("SecurityToken"),
            Time = request.Parameters.Required("Timestamp"),
            Nonce = request.Parameters.Required("SignatureNonce"),
        };
    }

    public override void CheckSignature(string secret)
    {
        var stringToSign = RpcSignature.StringToSign(request.Method, request.Parameters.All);
        if (!AreEqual(RpcSignature.Sign(stringToSign, secret), signature))
        {
            // The real gateway echoes what it signed (facts §1.9); a caller must not log it.
            throw new ApiException(400, "SignatureDoesNotMatch", $"Specified signature is not matched with our calculation. server string to sign is:{stringToSign}");
        }
    }

    private static void Check(ApiRequest request, string name, string right)
    {
        if (request.Parameters.Optional(name) != right)
        {
            throw new ApiException(400, "IncompleteSignature", $"The request signature does not conform to Aliyun standards: there is no header Authorization for {AcsSignature.Algorithm}, and the parameter \"{name}\" is not {right}.");
        }
    }
}
