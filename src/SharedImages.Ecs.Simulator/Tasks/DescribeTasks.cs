using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeTasks (facts §2.17): own tasks, one page, newest first.</summary>
internal sealed class DescribeTasks : IOperation
{
    private const int MaxIds = 100;

    public string Action => "DescribeTasks";

    public JsonObject Run(Call call)
    {
        var (parameters, tasks) = (call.Parameters, call.Cloud.Tasks);
        var region = call.RequiredRegion();
        var page = new Page(parameters);
        var ids = Comma(parameters, "TaskIds");
        var resources = Comma(parameters, "ResourceIds");
        CheckOneOf(parameters, "TaskAction", TaskRecord.Actions);
        CheckOneOf(parameters, "TaskStatus", TaskRecord.Statuses);
        var candidates = ids is null ? tasks.In(region) : ids.Distinct(StringComparer.Ordinal).SelectMany(id => tasks.FindIn(region, id));
        var found = candidates
            .Where(task => task.Owner == call.Account)
            .Where(task => parameters.Allows("TaskAction", task.Action) && parameters.Allows("TaskStatus", task.StatusAt(call.Now)))
            .Where(task => resources?.Contains(task.ResourceId, StringComparer.Ordinal) != false)
            .OrderByDescending(task => task.CreationTime)
            .ThenBy(task => task.TaskId, StringComparer.Ordinal)
            .ToList();
        var answer = Listing.Wrap("TaskSet", "Task", page.Of(found).Select(task => TaskJson.Write(task, call.Now)));
        answer["RegionId"] = region;
        page.WriteTo(answer, found.Count);
        return answer;
    }

    private static string[]? Comma(Parameters parameters, string name)
    {
        var ids = parameters.Optional(name)?.Split(',', StringSplitOptions.TrimEntries);
        return ids is { Length: > MaxIds } ? throw Errors.InvalidParameter(name) : ids;
    }

    private static void CheckOneOf(Parameters parameters, string name, IReadOnlyList<string> allowed)
    {
        if (parameters.Optional(name) is { } value && !allowed.Contains(value, StringComparer.Ordinal))
        {
            throw Errors.InvalidParameter(name);
        }
    }
}
