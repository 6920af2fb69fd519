using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeInvocationResults (facts §2.18, A9): one entry per invocation and instance, newest first; output in Base64 unless told otherwise.</summary>
internal sealed class DescribeInvocationResults : IOperation
{
    private const int MaxPageSize = 50;

    private static readonly Dictionary<string, string> Infos = new(StringComparer.Ordinal)
    {
        [""] = "",
        ["InstanceNotRunning"] = "the instance is not running",
        ["ClientNotRunning"] = "the agent does not run on the instance",
        ["ExecutionInterrupted"] = "the execution was interrupted",
        ["InstanceReleased"] = "the instance was released",
        ["ExecutionTimeout"] = "the command ran into its timeout",
        ["ExitCodeNonzero"] = "exit code not zero",
    };

    public string Action => "DescribeInvocationResults";

    public JsonObject Run(Call call)
    {
        var (cloud, parameters) = (call.Cloud, call.Parameters);
        var region = call.RequiredRegion();
        var plain = IsPlain(parameters);
        var search = new Search<Invocation>(cloud.InvocationLists, [new(Facet.All, region, call.Account)], invocation => invocation.Command.Region == region && invocation.Command.Owner == call.Account);
        search.WhereIds(parameters.Optional("InvokeId") is { } id ? [id] : null, cloud.Invocations);
        search.Where(parameters.Optional("CommandId"), invocation => invocation.Command.CommandId);
        search.Where(parameters.Optional("InvokeRecordStatus"), invocation => invocation.RecordStatusAt(call.Now));
        search.Where(invocation => invocation.IsKeptAt(call.Now));
        if (parameters.Optional("InstanceId") is { } instance)
        {
            search.Where(invocation => invocation.Runs.Exists(run => run.InstanceId == instance), Facet.Instance, instance);
        }

        var found = search.Run().From()
            .SelectMany(invocation => invocation.Runs.Where(run => parameters.Allows("InstanceId", run.InstanceId)).Select(run => (invocation, run)))
            .ToList();
        return new JsonObject
        {
            ["Invocation"] = Listing.Answer(parameters, found, "InvocationResults", "InvocationResult", entry => Write(entry.invocation, entry.run, call.Now, plain), mostByToken: MaxPageSize, leastByToken: 1, MaxPageSize),
        };
    }

    private static bool IsPlain(Parameters parameters) => parameters.Optional("ContentEncoding") switch
    {
        null or "Base64" => false,
        "PlainText" => true,
        _ => throw Errors.InvalidParameter("ContentEncoding"),
    };

    private static JsonObject Write(Invocation invocation, CommandRun run, DateTimeOffset now, bool plain)
    {
        var ended = !run.IsOpenAt(now);
        var output = ended ? run.Output : "";
        var json = new JsonObject
        {
            ["InvokeId"] = invocation.InvokeId,
            ["CommandId"] = invocation.Command.CommandId,
            ["InstanceId"] = run.InstanceId,
            ["InvocationStatus"] = run.StatusAt(now),
            ["InvokeRecordStatus"] = invocation.RecordStatusAt(now),
            ["Output"] = plain ? output : Convert.ToBase64String(Encoding.UTF8.GetBytes(output)),
            ["Dropped"] = 0,
            ["Repeats"] = ended && run.HasExited ? 1 : 0,
            ["ErrorCode"] = ended ? run.ErrorCode : "",
            ["ErrorInfo"] = ended ? Infos[run.ErrorCode] : "",
            ["StartTime"] = now >= run.StartsAt ? WireText.Time(run.StartsAt) : "",
            ["FinishedTime"] = ended ? WireText.Time(run.EndsAt) : "",
            ["StopTime"] = "",
            ["Username"] = invocation.Username,
            ["TerminationMode"] = "Process",
            ["Tags"] = TagJson.Write([]),
        };
        if (ended && run.HasExited)
        {
            json["ExitCode"] = run.ExitCode;
        }

        return json;
    }
}
