using System.Text.Json;
using System.Text.Json.Nodes;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>The least RAM policy of a worker, from <see cref="StepCalls"/>.</summary>
public static class RamPolicy
{
    /// <summary>Of the resource: it was made by a promotion.</summary>
    private const string OfAPromotion = $"acs:ResourceTag/{Lineage.CopyKey}";

    /// <summary>Of the resource: a run has launched it, or noted it to remove it.</summary>
    private const string OfARun = $"acs:ResourceTag/{Lineage.Run}";

    /// <summary>Of the request: what it makes carries its lineage.</summary>
    private const string WithLineage = $"acs:RequestTag/{Lineage.CopyKey}";

    /// <summary>Of the request: what it launches carries its run.</summary>
    private const string WithRun = $"acs:RequestTag/{Lineage.Run}";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The policy as JSON, ready to attach.</summary>
    /// <param name="kinds">What the worker is to do.</param>
    public static string Of(IEnumerable<OperationKind> kinds)
    {
        var grants = kinds.SelectMany(Grants).Distinct().ToList();
        var statements = grants
            .Where(grant => grant.Condition is null || !grants.Contains(grant with { Condition = null }))
            .GroupBy(grant => grant.Condition, grant => grant.Action, StringComparer.Ordinal)
            .OrderBy(statement => statement.Key, StringComparer.Ordinal)
            .Select(statement => (JsonNode)Statement(statement.Key, statement.Order(StringComparer.Ordinal)));
        return new JsonObject { ["Version"] = "1", ["Statement"] = new JsonArray([.. statements]) }.ToJsonString(Indented);
    }

    private static IEnumerable<(string Action, string? Condition)> Grants(OperationKind kind) =>
        from contract in kind.Activities
        from activity in contract.GetMethods()
        from call in StepCalls.All[activity.Name[..^"Async".Length]]
        from grant in GrantsOf(kind, call)
        select grant;

    // A sharing is of any image of ours; all else changes and removes only what a promotion or a launch has made.
    private static IEnumerable<(string Action, string? Condition)> GrantsOf(OperationKind kind, string call) => call switch
    {
        "GetCallerIdentity" => [($"sts:{call}", null)],
        // Lineage travels in the call, which takes the right to tag.
        "CopyImage" => [($"ecs:{call}", WithLineage), ("ecs:TagResources", null)],
        "CancelCopyImage" or "DeleteImage" or "ModifyImageAttribute" => [($"ecs:{call}", OfAPromotion)],
        "UntagResources" when kind == OperationKinds.Retirement => [($"ecs:{call}", OfAPromotion)],
        "TagResources" when kind == OperationKinds.Sharing || kind == OperationKinds.Refresh => [($"ecs:{call}", OfAPromotion)],
        "ModifyImageSharePermission" => [($"ecs:{call}", kind == OperationKinds.Sharing ? null : OfAPromotion)],
        "TagResources" or "UntagResources" when kind == OperationKinds.Recall => [($"ecs:{call}", OfAPromotion)],
        // A channel is a tag of what a promotion has made, and of nothing else.
        "TagResources" or "UntagResources" when kind == OperationKinds.Channel => [($"ecs:{call}", OfAPromotion)],
        "RunInstances" => [($"ecs:{call}", WithRun), ("ecs:TagResources", null)],
        "DeleteSnapshot" or "DeleteInstances" or "RunCommand" => [($"ecs:{call}", OfARun)],
        _ => [($"ecs:{call}", null)],
    };

    private static JsonObject Statement(string? condition, IEnumerable<string> actions)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
            ["Resource"] = "*",
        };
        if (condition is not null)
        {
            statement["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { [condition] = "*" } };
        }

        return statement;
    }
}
