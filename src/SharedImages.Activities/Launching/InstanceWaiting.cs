using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>One look at a group of instances per attempt: all run or are gone, or not so far.</summary>
internal sealed class InstanceWaiting(ImageGuard guard, WaitingOptions waiting)
{
    /// <param name="request">The instances.</param>
    /// <param name="seen">Ids of those that an attempt has seen: when one of them is not there, it is gone. Said only when there is news.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<RunningInstances> LookAsync(InstancesRequest request, Pulse<IReadOnlyList<string>> seen, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var there = await InstanceGuard.FindAsync(session.Ecs, request.Region, request.InstanceIds, cancellationToken);
        var ids = there.Select(instance => instance.InstanceId).ToList();
        var isOld = request.LaunchedAt is not { } at || ServerTime.Now - at >= waiting.VisibilityGrace;
        var lost = request.InstanceIds.Except(ids, StringComparer.Ordinal).Where(id => isOld || seen.Value.Contains(id, StringComparer.Ordinal)).ToList();
        if (ids.Except(seen.Value, StringComparer.Ordinal).Any())
        {
            seen.Say([.. seen.Value.Union(ids, StringComparer.Ordinal)]);
        }

        if (there.FirstOrDefault(instance => instance.Status is "Stopped" or "Stopping") is { } stopped)
        {
            throw StepFailures.Final(new(
                StepErrorKind.Mismatch, $"{request.Region}: {stopped.InstanceId} is {stopped.Status}, though it should run", "find out who stopped it; start or delete it, then retry"));
        }

        var open = request.InstanceIds.Count - lost.Count - there.Count(instance => instance.Status == "Running");
        return open == 0
            ? new([.. request.InstanceIds.Except(lost, StringComparer.Ordinal).Select(id => Of(there.First(instance => instance.InstanceId == id)))], lost)
            : throw (ServerTime.Now - ServerTime.Scheduled < waiting.StallTime
                ? StepFailures.Soon($"{request.Region}: {open} of {request.InstanceIds.Count} instances do not run yet", ServerTime.Now - ServerTime.Scheduled, waiting)
                : StepFailures.Final(new(
                    StepErrorKind.Stalled, $"{request.Region}: {open} of {request.InstanceIds.Count} instances do not run, {waiting.StallTime.TotalMinutes:0} min after they were launched", "wait on (retry), or skip")));
    }

    private static LaunchedInstance Of(Instance instance) =>
        new(instance.InstanceId, instance.VpcAttributes?.PrivateIpAddress is [var address, ..] ? address : "", instance.ZoneId, instance.InstanceType);
}
