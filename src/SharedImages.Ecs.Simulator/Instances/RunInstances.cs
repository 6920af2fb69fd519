using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>RunInstances (facts §2.8): ids at once; the instances start by themselves.</summary>
internal sealed class RunInstances : IOperation
{
    public string Action => "RunInstances";

    public bool TakesClientToken => true;

    public JsonObject Run(Call call)
    {
        var launch = new Launch(call, LaunchAmount.Read(call), Errors.EncryptedMismatch());
        call.EndDryRun();

        var instances = launch.Make(Course.Launch(call.Cloud));
        if (call.Fault(FaultKind.FailLaunch) is { } failure)
        {
            // They have ids, and are gone when they should have started: SystemFailure.Delete (facts §2.8).
            var end = call.Now + call.Cloud.Clock.Scale(failure.Fault.Duration ?? call.Cloud.Rules.InstancePending);
            instances.ToList().ForEach(instance => call.Cloud.Fleet.RemoveAt(instance, end));
        }

        var answer = new JsonObject
        {
            ["InstanceIdSets"] = new JsonObject { ["InstanceIdSet"] = new JsonArray([.. instances.Select(instance => JsonValue.Create(instance.InstanceId))]) },
            ["TradePrice"] = launch.TradePrice,
        };
        if (launch.IsPrePaid)
        {
            answer["OrderId"] = call.Cloud.Fleet.NextNumber().ToString("D15", System.Globalization.CultureInfo.InvariantCulture);
        }

        return answer;
    }
}
