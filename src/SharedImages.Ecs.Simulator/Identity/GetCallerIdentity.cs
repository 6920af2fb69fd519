using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>STS GetCallerIdentity: the account, a user of it, or a role that was assumed.</summary>
internal sealed class GetCallerIdentity : IOperation
{
    public string Action => "GetCallerIdentity";

    public string Version => "2015-04-01";

    public string Product => "Sts";

    public string? Permission => null;

    public JsonObject Run(Call call)
    {
        var caller = call.Principal;
        var answer = new JsonObject
        {
            ["AccountId"] = caller.Account,
            ["UserId"] = caller.Id,
            ["PrincipalId"] = caller.Id,
            ["IdentityType"] = caller.IdentityType,
            ["Arn"] = caller.Arn,
        };
        if (caller.RoleId is { } role)
        {
            answer["RoleId"] = role;
        }

        return answer;
    }
}
