using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>STS AssumeRoleWithOIDC (facts §1.11): temporary keys of a role for whoever has a token that the role takes. Nobody signs it.</summary>
internal sealed class AssumeRoleWithOidc : IOperation
{
    /// <summary>What opens a role, and so is kept out of the journal.</summary>
    public const string TokenParameter = "OIDCToken";

    public string Action => "AssumeRoleWithOIDC";

    public string Version => "2015-04-01";

    public string Product => "Sts";

    public bool IsAnonymous => true;

    public string? Permission => null;

    public JsonObject Run(Call call)
    {
        var provider = call.Parameters.Required("OIDCProviderArn");
        var token = call.Parameters.Required(TokenParameter);
        var session = SessionRequest.Read(call);
        var role = session.Role;
        if (!role.TakesOidcTokens || !provider.StartsWith($"acs:ram::{role.Account}:oidc-provider/", StringComparison.Ordinal))
        {
            throw SessionRequest.NoPermission("The role does not trust this OIDC provider.");
        }

        return role.TakesOidcToken(token)
            ? session.Open(call)
            : throw new ApiException(400, "AuthenticationFail.OIDCToken.Invalid", "This JsonWebToken is invalid.");
    }
}
