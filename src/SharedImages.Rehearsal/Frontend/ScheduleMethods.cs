using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Schedules: created, described, listed, changed, deleted.</summary>
internal static class ScheduleMethods
{
    private const int MaxPage = 1_000;

    public static void AddTo(Handlers handlers)
    {
        handlers.Add<CreateScheduleRequest>("CreateSchedule", Create);
        handlers.Add<DescribeScheduleRequest>("DescribeSchedule", (request, kernel) =>
            ScheduleDescriptions.Of(kernel.Schedules.Find(request.ScheduleId, gone: "schedule not found")));
        handlers.Add<ListSchedulesRequest>("ListSchedules", List);
        handlers.Add<UpdateScheduleRequest>("UpdateSchedule", Update);
        handlers.Add<PatchScheduleRequest>("PatchSchedule", (request, kernel) =>
        {
            CheckPatch(request.Patch ?? throw Refusals.Invalid("Patch is not set on request."));
            if (kernel.Schedules.Find(request.ScheduleId) is var schedule && schedule.Hears(request.RequestId))
            {
                schedule.Patch(request.Patch);
            }

            return new PatchScheduleResponse();
        });
        handlers.Add<DeleteScheduleRequest>("DeleteSchedule", (request, kernel) =>
        {
            kernel.Schedules.End(kernel.Schedules.Find(request.ScheduleId));
            return new DeleteScheduleResponse();
        });
    }

    private static CreateScheduleResponse Create(CreateScheduleRequest request, Kernel kernel)
    {
        if (request.RequestId.Length == 0)
        {
            throw Refusals.Invalid("RequestId is not set on request.");
        }

        var definition = ScheduleRules.Complete(request.Schedule ?? new(), kernel.Attributes);
        kernel.Attributes.Check(request.SearchAttributes);
        CheckPatch(request.InitialPatch);
        var there = kernel.Schedules.Of(request.ScheduleId);
        if (there is not null && there.CreatedBy != request.RequestId)
        {
            throw Refusals.Of(
                StatusCode.AlreadyExists,
                $"schedule \"{request.ScheduleId}\" is already registered",
                new WorkflowExecutionAlreadyStartedFailure());
        }

        return new() { ConflictToken = ScheduleDescriptions.Token(there ?? Begin(request, definition, kernel)) };
    }

    private static LiveSchedule Begin(CreateScheduleRequest request, Schedule definition, Kernel kernel)
    {
        var schedule = new LiveSchedule(kernel, request, definition);
        kernel.Schedules.Add(schedule);
        schedule.Patch(request.InitialPatch);
        return schedule;
    }

    private static UpdateScheduleResponse Update(UpdateScheduleRequest request, Kernel kernel)
    {
        var definition = ScheduleRules.Complete(request.Schedule ?? new(), kernel.Attributes);
        kernel.Attributes.Check(request.SearchAttributes);
        if (request.Memo is not null)
        {
            throw Refusals.NotModelled("changes of a schedule's memo");
        }

        // Somebody has changed it since the caller looked: the server drops the update, and tells nobody.
        var schedule = kernel.Schedules.Find(request.ScheduleId);
        if (schedule.Hears(request.RequestId) && (request.ConflictToken.IsEmpty || request.ConflictToken == ScheduleDescriptions.Token(schedule)))
        {
            schedule.Update(definition, request.SearchAttributes);
        }

        return new();
    }

    private static void CheckPatch(SchedulePatch? patch)
    {
        if (patch?.BackfillRequest.Count > 0)
        {
            throw Refusals.NotModelled("backfills of schedules");
        }

        if (patch?.Pause.Length > ScheduleRules.MaxNote || patch?.Unpause.Length > ScheduleRules.MaxNote)
        {
            throw Refusals.Invalid("Schedule notes exceeds limit.");
        }

        if (patch?.TriggerImmediately is { } trigger)
        {
            ScheduleRules.CheckOverlap(trigger.OverlapPolicy);
        }
    }

    // A page goes on after the last one that was shown, so that none is shown twice or left out when others come or go.
    private static ListSchedulesResponse List(ListSchedulesRequest request, Kernel kernel)
    {
        if (!string.IsNullOrWhiteSpace(request.Query))
        {
            throw Refusals.NotModelled("list filters of schedules");
        }

        var size = request.MaximumPageSize is > 0 and < MaxPage ? request.MaximumPageSize : MaxPage;
        var before = Read(request.NextPageToken);
        var left = kernel.Schedules.Newest.Where(schedule => schedule.Number < before).Take(size + 1).ToList();
        return new()
        {
            Schedules = { left.Take(size).Select(ScheduleDescriptions.Entry) },
            NextPageToken = left.Count > size ? ByteString.CopyFromUtf8(left[size - 1].Number.ToString(CultureInfo.InvariantCulture)) : ByteString.Empty,
        };
    }

    private static long Read(ByteString token) =>
        token.IsEmpty ? long.MaxValue
        : long.TryParse(token.ToStringUtf8(), CultureInfo.InvariantCulture, out var number) ? number
        : throw Refusals.Invalid("Invalid NextPageToken.");
}
