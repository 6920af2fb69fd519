using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeSnapshots (facts §2.14): own snapshots, by page number or by token.</summary>
internal sealed class DescribeSnapshots : IOperation
{
    private const int MaxIds = 100;

    public string Action => "DescribeSnapshots";

    public JsonObject Run(Call call)
    {
        var parameters = call.Parameters;
        var region = call.RequiredRegion();
        var ids = Ids(parameters);
        var status = Status(parameters);
        var tags = parameters.Pairs("Tag");
        var encrypted = parameters.Bool("Encrypted");
        var key = parameters.Optional("KMSKeyId");
        var candidates = ids is null ? call.Cloud.Snapshots.In(region) : ids.OfType<string>().Distinct(StringComparer.Ordinal).SelectMany(id => call.Cloud.Snapshots.FindIn(region, id));
        var found = candidates
            .Where(snapshot => snapshot.Owner == call.Account)
            .Where(snapshot => status == "all" || snapshot.Status == status)
            .Where(snapshot => encrypted is null || encrypted == snapshot.KMSKeyId is not null)
            .Where(snapshot => key is null || key == snapshot.KMSKeyId)
            .Where(snapshot => TagParameters.Match(snapshot.Tags, tags))
            .OrderByDescending(snapshot => snapshot.CreationTime)
            .ThenBy(snapshot => snapshot.SnapshotId, StringComparer.Ordinal)
            .ToList();
        var byToken = parameters.Optional("MaxResults") is not null || parameters.Optional("NextToken") is not null;
        return byToken ? AnswerByToken(call, found) : AnswerByPage(call, found);
    }

    private static string[]? Ids(Parameters parameters)
    {
        if (parameters.Optional("SnapshotIds") is not { } text)
        {
            return null;
        }

        var malformed = new ApiException(403, "InvalidSnapshotIds.Malformed", $"The specified SnapshotIds is malformed: a JSON array of at most {MaxIds} ids.");
        try
        {
            var ids = JsonSerializer.Deserialize<string[]>(text);
            return ids is { Length: <= MaxIds } ? ids : throw malformed;
        }
        catch (JsonException)
        {
            throw malformed;
        }
    }

    private static string Status(Parameters parameters)
    {
        var status = parameters.Optional("Status") ?? "all";
        return status is "progressing" or "accomplished" or "failed" or "all"
            ? status
            : throw new ApiException(404, "InvalidStatus.NotFound", "The specified status does not exist.");
    }

    private static JsonObject AnswerByPage(Call call, List<SnapshotRecord> found)
    {
        var page = new Page(call.Parameters);
        var answer = Write(call, page.Of(found));
        page.WriteTo(answer, found.Count);
        return answer;
    }

    private static JsonObject AnswerByToken(Call call, List<SnapshotRecord> found)
    {
        var (rest, nextToken) = TokenPage.Of(call.Parameters, found);
        var answer = Write(call, rest);
        answer["NextToken"] = nextToken;
        return answer;
    }

    private static JsonObject Write(Call call, IEnumerable<SnapshotRecord> snapshots) => new()
    {
        ["Snapshots"] = new JsonObject { ["Snapshot"] = new JsonArray([.. snapshots.Select(snapshot => SnapshotJson.Write(snapshot, call.Cloud))]) },
    };
}
