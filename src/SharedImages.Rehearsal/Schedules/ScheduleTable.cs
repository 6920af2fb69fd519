using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>All schedules, and which of them waits for which run.</summary>
internal sealed class ScheduleTable
{
    private readonly Dictionary<string, LiveSchedule> byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LiveSchedule> byFirstRun = new(StringComparer.Ordinal);
    private long last;

    /// <summary>The newest first, as the server lists them.</summary>
    public IEnumerable<LiveSchedule> Newest => byId.Values.OrderByDescending(schedule => schedule.Number);

    public LiveSchedule? Of(string id) => byId.GetValueOrDefault(id);

    /// <summary>A schedule that is there.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="gone">What is said of one that was.</param>
    /// <exception cref="Grpc.Core.RpcException">There is none.</exception>
    public LiveSchedule Find(string id, string gone = RunTable.AlreadyCompleted) =>
        Of(id) ?? throw Refusals.NotFound(ended.Contains(id) ? gone : $"workflow not found for ID: temporal-sys-scheduler:{id}");

    public void Add(LiveSchedule schedule)
    {
        byId.Add(schedule.Id, schedule);
        schedule.Number = ++last;
    }

    /// <summary>It is no longer there; what it has started runs on.</summary>
    public void End(LiveSchedule schedule)
    {
        schedule.End();
        byId.Remove(schedule.Id);
        ended.Add(schedule.Id);
    }

    /// <summary>The schedule is to hear of the end of the chain that began with this run.</summary>
    public void Watch(string firstRunId, LiveSchedule schedule) => byFirstRun.Add(firstRunId, schedule);

    /// <summary>A run has ended, and nothing goes on after it.</summary>
    public void Hear(Run run, HistoryEvent closing)
    {
        if (byFirstRun.Remove(run.FirstRunId, out var schedule) && Of(schedule.Id) == schedule)
        {
            schedule.Hear(run, closing);
        }
    }
}
