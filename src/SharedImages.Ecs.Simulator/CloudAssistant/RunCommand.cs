using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>RunCommand (facts §2.18): a command and its first invocation at once; the results come by themselves.</summary>
internal sealed class RunCommand : IOperation
{
    private const int MaxContent = 24 * 1024;
    private const int MaxName = 128;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    public string Action => "RunCommand";

    public bool TakesClientToken => true;

    public JsonObject Run(Call call)
    {
        var (cloud, parameters) = (call.Cloud, call.Parameters);
        var region = call.RequiredRegion();
        var type = parameters.Required("Type");
        if (type is not ("RunShellScript" or "RunPowerShellScript" or "RunBatScript"))
        {
            throw new ApiException(403, "InvalidCmdType.NotFound", "The specified command type does not exist.");
        }

        if (parameters.Optional("Name") is { Length: > MaxName })
        {
            throw new ApiException(403, "CmdName.ExceedLimit", $"The length of the command name exceeds the limit ({MaxName}).");
        }

        var command = new CommandRecord(
            cloud.Ids.Next("c"),
            call.Account,
            region,
            type,
            Content(parameters),
            parameters.Bool("EnableParameter") ?? false,
            CommandCall.Timeout(parameters) ?? DefaultTimeout,
            parameters.Bool("KeepCommand") ?? false);
        var invocation = call.Invoke(command);
        cloud.Commands.Add(command);
        cloud.Invocations.Add(invocation);
        return new JsonObject { ["CommandId"] = command.CommandId, ["InvokeId"] = invocation.InvokeId };
    }

    private static string Content(Parameters parameters)
    {
        var given = parameters.Required("CommandContent");
        var base64 = parameters.Optional("ContentEncoding") switch
        {
            null or "PlainText" => Convert.ToBase64String(Encoding.UTF8.GetBytes(given)),
            "Base64" => given,
            _ => throw Errors.InvalidParameter("ContentEncoding"),
        };
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            throw Errors.InvalidParameter("CommandContent");
        }

        return base64.Length <= MaxContent
            ? Encoding.UTF8.GetString(bytes.AsSpan(0, length))
            : throw new ApiException(403, "CmdContent.ExceedLimit", $"The length of the command content exceeds the limit ({MaxContent} bytes in Base64).");
    }
}
