using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>STS AssumeRole (facts §1.11): temporary keys of a role for somebody whom the role trusts.</summary>
internal sealed class AssumeRole : IOperation
{
    public string Action => "AssumeRole";

    public string Version => "2015-04-01";

    public string Product => "Sts";

    public string Permission => "sts:AssumeRole";

    public string DenialCode => "NoPermission";

    public JsonObject Run(Call call)
    {
        var externalId = call.Parameters.Optional("ExternalId");
        if (externalId?.Length is < 2 or > 1224)
        {
            throw new ApiException(400, "InvalidParameter.ExternalId", "The parameter ExternalId is wrongly formed.");
        }

        var session = SessionRequest.Read(call);
        if (call.Principal.IsRoot)
        {
            throw SessionRequest.NoPermission("Roles may not be assumed by root accounts.");
        }

        return session.Role.Trusts(call.Account, externalId)
            ? session.Open(call)
            : throw SessionRequest.NoPermission("You are not authorized to do this action. You should be authorized by RAM.");
    }
}
