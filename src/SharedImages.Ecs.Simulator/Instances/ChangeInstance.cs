using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>StartInstance, StopInstance, DeleteInstance (facts §2.10): one instance, in whatever region it is.</summary>
internal sealed class ChangeInstance(IInstanceChange change) : IOperation
{
    public string Action => $"{change.Verb}Instance";

    public JsonObject Run(Call call)
    {
        var instance = call.OwnInstance(call.Parameters.Required("InstanceId"));
        change.Check(call, instance);
        change.CheckTogether(call, [instance]);
        call.EndDryRun();
        change.Apply(call, instance);
        return [];
    }
}
