using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>STS GetCallerIdentity: every access key of the simulator is one of the account itself.</summary>
internal sealed class GetCallerIdentity : IOperation
{
    public string Action => "GetCallerIdentity";

    public string Version => "2015-04-01";

    public JsonObject Run(Call call) => new()
    {
        ["AccountId"] = call.Account,
        ["UserId"] = call.Account,
        ["PrincipalId"] = call.Account,
        ["IdentityType"] = "Account",
        ["Arn"] = $"acs:ram::{call.Account}:root",
    };
}
