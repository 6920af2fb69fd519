using System.Text.RegularExpressions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// What two plays of a behaviour call differently, called the same: the task queue, which every workflow id begins with, and run ids.
/// A run is named after its workflow, by the order in which it became known; any other id is only said to be one. Times of schedules, which are
/// in the ids of their runs, are counted as they come.
/// </summary>
internal sealed partial class Names(string taskQueue)
{
    private readonly Dictionary<string, string> runs = [];
    private readonly Dictionary<string, int> counts = [];
    private readonly Dictionary<string, int> times = [];

    /// <summary>Gives a run its name, if it is not known yet; true if it was not.</summary>
    public bool Learn(string workflowId, string runId)
    {
        if (runs.ContainsKey(runId))
        {
            return false;
        }

        var count = counts[workflowId] = counts.GetValueOrDefault(workflowId) + 1;
        runs[runId] = $"run {count} of {Of(workflowId)}";
        return true;
    }

    public string Of(string text)
    {
        var own = text.Replace(taskQueue + "/", "", StringComparison.Ordinal).Replace(taskQueue, "<queue>", StringComparison.Ordinal);
        var timed = Time().Replace(own, time =>
        {
            times.TryAdd(time.Value, times.Count + 1);
            return $"<time {times[time.Value]}>";
        });
        return Id().Replace(timed, id => runs.GetValueOrDefault(id.Value, "<id>"));
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")]
    private static partial Regex Time();
}
