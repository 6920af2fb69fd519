using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>Whether the caller may make its call (facts §1.8, §1.12). An account itself may do everything.</summary>
internal static class PolicyCheck
{
    /// <summary>Only inside <see cref="Cloud.Enter{T}"/>.</summary>
    /// <exception cref="ApiException">It may not.</exception>
    public static void Check(IOperation operation, Call call)
    {
        if (operation.Permission is null || IsNotEnforced(call))
        {
            return;
        }

        Check(call.Principal.Policy, "AccountLevelIdentityBasedPolicy", operation, call);
        Check(call.Principal.SessionPolicy, "SessionPolicy", operation, call);
    }

    /// <summary>Whether the caller may do something that its call brings with it, such as <c>ram:PassRole</c>. Only inside <see cref="Cloud.Enter{T}"/>.</summary>
    public static bool Allows(string permission, Call call) => Allows(call.Principal.Policy, permission, call) && Allows(call.Principal.SessionPolicy, permission, call);

    private static bool Allows(WorldPolicy? policy, string permission, Call call) =>
        policy is null || (!policy.Deny.Any(statement => Fits(statement, permission, call)) && policy.Allow.Any(statement => Fits(statement, permission, call)));

    private static void Check(WorldPolicy? policy, string type, IOperation operation, Call call)
    {
        if (!Allows(policy, operation.Permission!, call))
        {
            var denied = policy!.Deny.Any(statement => Fits(statement, operation.Permission!, call));
            throw Denial(operation, call.Principal, type, denied ? "ExplicitDeny" : "ImplicitDeny");
        }
    }

    /// <summary>RAM has no say about images of others (facts §1.12).</summary>
    private static bool IsNotEnforced(Call call) =>
        call.Action == "DescribeImages" && call.Parameters.Optional("ImageOwnerAlias") is "system" or "others";

    private static bool Fits(WorldStatement statement, string action, Call call) =>
        statement.Actions.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, action))
        && (statement.Regions.Count == 0 || statement.Regions.Contains(RegionOf(call), StringComparer.Ordinal))
        && (statement.ImageOwners.Count == 0 || statement.ImageOwners.Contains(ImageOwnerOf(call), StringComparer.Ordinal));

    private static string? RegionOf(Call call) => call.Parameters.Optional("RegionId") ?? call.RegionOfResource;

    private static string? ImageOwnerOf(Call call) => call.Parameters.Optional("ImageId") is { } image ? call.Cloud.Images.Find(image)?.Owner : null;

    private static ApiException Denial(IOperation operation, Principal principal, string policyType, string denial) =>
        new(403, operation.DenialCode, $"User not authorized to operate on the specified resource. Action: {operation.Permission}")
        {
            AccessDeniedDetail = new JsonObject
            {
                ["PolicyType"] = policyType,
                ["AuthPrincipalOwnerId"] = principal.Account,
                ["EncodedDiagnosticMessage"] = Ids.Text($"denied/{principal.Arn}/{operation.Permission}", 64),
                ["AuthPrincipalType"] = principal.RoleId is null ? "SubUser" : "AssumedRoleUser",
                ["AuthPrincipalDisplayName"] = principal.DisplayName,
                ["NoPermissionType"] = denial,
                ["AuthAction"] = operation.Permission,
            },
        };
}
