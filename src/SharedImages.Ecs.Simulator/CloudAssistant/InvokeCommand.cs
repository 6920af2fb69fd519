using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>InvokeCommand (facts §2.18): once more a command that RunCommand kept.</summary>
internal sealed class InvokeCommand : IOperation
{
    public string Action => "InvokeCommand";

    public bool TakesClientToken => true;

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var command = call.Cloud.Commands.FindIn(region, call.Parameters.Required("CommandId")).FirstOrDefault(candidate => candidate.Owner == call.Account && candidate.IsKept)
            ?? throw new ApiException(404, "InvalidCmdId.NotFound", "The specified command id does not exist.");
        var invocation = call.Invoke(command with { Timeout = CommandCall.Timeout(call.Parameters) ?? command.Timeout });
        call.Cloud.Invocations.Add(invocation);
        return new JsonObject { ["InvokeId"] = invocation.InvokeId };
    }
}
