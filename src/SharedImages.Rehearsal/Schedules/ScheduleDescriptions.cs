using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>A schedule as <c>DescribeSchedule</c> and listings show it: what may change is copied, for an answer is written when others have their turn.</summary>
internal static class ScheduleDescriptions
{
    private const int MaxTimes = 10;
    private const int MaxListed = 5;

    public static DescribeScheduleResponse Of(LiveSchedule schedule)
    {
        var info = schedule.Info.Clone();
        info.FutureActionTimes.Add(Times(schedule, MaxTimes));
        info.BufferSize = schedule.Buffered;
        return new()
        {
            Schedule = schedule.Definition.Clone(),
            Info = info,
            Memo = schedule.Memo,
            SearchAttributes = Attributes(schedule),
            ConflictToken = Token(schedule),
        };
    }

    public static ScheduleListEntry Entry(LiveSchedule schedule) => new()
    {
        ScheduleId = schedule.Id,
        Memo = schedule.Memo,
        SearchAttributes = Attributes(schedule),
        Info = new()
        {
            Spec = schedule.Definition.Spec,
            WorkflowType = schedule.Definition.Action.StartWorkflow.WorkflowType,
            Notes = schedule.Definition.State.Notes,
            Paused = schedule.Definition.State.Paused,
            RecentActions = { schedule.Info.RecentActions.TakeLast(MaxListed).Select(action => action.Clone()) },
            FutureActionTimes = { Times(schedule, MaxListed) },
        },
    };

    /// <summary>Which state of a schedule its description is of.</summary>
    public static ByteString Token(LiveSchedule schedule)
    {
        var bytes = new byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, schedule.Version);
        return ByteString.CopyFrom(bytes);
    }

    private static SearchAttributes? Attributes(LiveSchedule schedule) => schedule.Attributes is { IndexedFields.Count: > 0 } some ? some : null;

    private static IEnumerable<Timestamp> Times(LiveSchedule schedule, int count) => schedule.Coming(count).Select(Timestamp.FromDateTimeOffset);
}
