using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DeleteInstances (facts §2.10): all of them or none. Its answer names no instances.</summary>
internal sealed class DeleteInstances(IInstanceChange change) : IOperation
{
    public string Action => "DeleteInstances";

    public bool TakesClientToken => true;

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var instances = call.InstanceIds().Select(id => call.OwnInstance(id, region)).ToList();
        instances.ForEach(instance => change.Check(call, instance));
        if (call.EndBatchDryRun() is { } passed)
        {
            return passed;
        }

        instances.ForEach(instance => change.Apply(call, instance));
        return [];
    }
}
