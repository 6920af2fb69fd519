using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>RunInstances (facts §2.8): ids at once; the instances start by themselves.</summary>
internal sealed class RunInstances : IOperation
{
    public string Action => "RunInstances";

    public bool TakesClientToken => true;

    public string DenialCode => "Forbbiden";

    public JsonObject Run(Call call)
    {
        call.TakeParameters(call.ParametersWithTemplate());
        var amount = LaunchAmount.Read(call);
        var launch = new Launch(call, amount, Errors.EncryptedMismatch());
        call.EndDryRun();
        call.Cloud.RateLimit.CountInstances(call, amount.Wanted);

        var instances = launch.Make(InstanceLifecycle.Launch(call.Cloud), hasPublicIp: true);
        if (call.Fault(FaultKind.FailLaunch) is { } failure)
        {
            // They have ids, and are gone when they should have started: SystemFailure.Delete (facts §2.8).
            var end = call.Now + call.Cloud.Clock.Scale(failure.Fault.Duration ?? call.Cloud.Rules.InstancePending);
            instances.ToList().ForEach(instance => call.Cloud.Fleet.RemoveAt(instance, end));
        }

        var answer = launch.Answer();
        answer["InstanceIdSets"] = Listing.Texts("InstanceIdSet", instances.Select(instance => instance.InstanceId));
        return answer;
    }
}
