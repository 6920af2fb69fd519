using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Looks at the instance of a step, shared with all others that wait, and says when the next one is worth its cost.</summary>
internal sealed class InstanceLooks(ReplacementGuard guard, InstanceHub hub, StepDurations durations, StepRunner runner, WaitingOptions waiting)
{
    /// <summary>Whether what was seen, and is not found where it is used, may still be found there.</summary>
    public bool MayComeIntoSight => runner.Elapsed < waiting.VisibilityGrace;

    /// <summary>The instance and the session that has seen it.</summary>
    public async Task<(GuardedSession Session, Instance Instance)> SeeAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var (session, _) = await guard.LookAsync(request, cancellationToken);
        var instance = await hub.SeeAsync(session, request.Region, request.InstanceId, cancellationToken);
        return (session, instance ?? throw runner.NotYet($"{Name(request)} is not shown", () => new(
            StepErrorKind.NotFound, $"{Name(request)} is gone", "see who released it; nothing is left to be done for it")));
    }

    /// <summary>The system disk of an instance.</summary>
    /// <exception cref="ApplicationFailureException">It has none, or not yet.</exception>
    public async Task<Disk> SystemDiskAsync(IEcsClient ecs, InstanceRequest request, CancellationToken cancellationToken)
    {
        var disks = await ecs.DescribeDisksAsync(new() { RegionId = request.Region, InstanceId = request.InstanceId, DiskType = "system" }, cancellationToken);
        return disks is [var disk] ? disk : throw runner.NotYet($"{Name(request)} shows {disks.Count} system disks", () => new(
            StepErrorKind.Mismatch, $"{Name(request)} has {disks.Count} system disks", "see what became of its disk in the console"));
    }

    /// <summary>Not so far.</summary>
    public ApplicationFailureException Later(InstanceRequest request, string step, string state) =>
        Later(request, $"{Name(request)} is {state}", StepSchedule.Next(waiting, runner.Elapsed, durations.Of(request.Region, step)));

    /// <summary>Not so far, but so many percent are done.</summary>
    public ApplicationFailureException Later(InstanceRequest request, string step, string what, int percent) =>
        Later(request, $"{Name(request)}: {what} is at {percent} %", StepSchedule.Next(waiting, runner.Elapsed, percent, durations.Of(request.Region, step)));

    /// <summary>The step is over, and took so long.</summary>
    public T Over<T>(InstanceRequest request, string step, T result)
    {
        durations.Add(request.Region, step, runner.Elapsed);
        hub.Forget(request.Of.Account, request.Region, request.InstanceId);
        return result;
    }

    // Nobody knows how long ECS may take; what has not moved for a stall time needs somebody to look. After hours without a worker a step is
    // old, but has not been looked at for long.
    private bool HasStalled => runner.Elapsed >= waiting.StallTime && ActivityExecutionContext.Current.Info.Attempt >= waiting.StallTime / waiting.LongestDelay;

    private ApplicationFailureException Later(InstanceRequest request, string message, TimeSpan delay) =>
        !HasStalled ? StepFailures.Later(message, delay) : StepFailures.Final(new(
            StepErrorKind.Stalled, $"{message} since {ServerTime.Scheduled:u}", $"see in the console what {request.InstanceId} waits for"));

    private static string Name(InstanceRequest request) => $"{request.Region} {request.InstanceId}";
}
