using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>CreateInstance (facts §2.9): one instance, which ends Stopped and has no public address.</summary>
internal sealed class CreateInstance : IOperation
{
    public string Action => "CreateInstance";

    public bool TakesClientToken => true;

    public JsonObject Run(Call call)
    {
        var conflict = new ApiException(400, "EncryptedOption.Conflict", "Encryption value conflict: a disk that is made from an encrypted snapshot is encrypted.");
        var launch = new Launch(call, new LaunchAmount(Wanted: 1, Least: 1), conflict);
        call.EndDryRun();
        var answer = launch.Answer();
        answer["InstanceId"] = launch.Make(InstanceLifecycle.Create(call.Cloud), hasPublicIp: false)[0].InstanceId;
        return answer;
    }
}
