using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>StartInstances, StopInstances (facts §2.10, A5): all of them or none, or with SuccessFirst as many as can be.</summary>
internal sealed class ChangeInstances(IInstanceChange change) : IOperation
{
    public string Action => $"{change.Verb}Instances";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var ids = call.InstanceIds();
        if (SuccessFirst(call.Parameters))
        {
            return call.EndBatchDryRun() ?? Answer(ids.Select(id => TryChange(call, region, id)).ToList());
        }

        var instances = ids.Select(id => Checked(call, region, id)).ToList();
        change.CheckTogether(call, instances);
        return call.EndBatchDryRun() ?? Answer(instances.Select(instance => Changed(call, instance)).ToList());
    }

    private static bool SuccessFirst(Parameters parameters) => parameters.Optional("BatchOptimization") switch
    {
        null or "AllTogether" => false,
        "SuccessFirst" => true,
        _ => throw Errors.InvalidParameter("BatchOptimization"),
    };

    private static JsonObject Answer(List<JsonObject> elements) => Listing.Wrap("InstanceResponses", "InstanceResponse", elements);

    private InstanceRecord Checked(Call call, string region, string id)
    {
        var instance = call.OwnInstance(id, region);
        change.Check(call, instance);
        return instance;
    }

    private JsonObject TryChange(Call call, string region, string id)
    {
        try
        {
            var instance = Checked(call, region, id);
            change.CheckTogether(call, [instance]);
            return Changed(call, instance);
        }
        catch (ApiException error)
        {
            return Element(id, previous: "", current: "", error.Code, error.Message);
        }
    }

    private JsonObject Changed(Call call, InstanceRecord instance)
    {
        var previous = instance.StatusAt(call.Now);
        change.Apply(call, instance);
        return Element(instance.InstanceId, previous, instance.StatusAt(call.Now), "200", "success");
    }

    private static JsonObject Element(string id, string previous, string current, string code, string message) => new()
    {
        ["InstanceId"] = id,
        ["PreviousStatus"] = previous,
        ["CurrentStatus"] = current,
        ["Code"] = code,
        ["Message"] = message,
    };
}
