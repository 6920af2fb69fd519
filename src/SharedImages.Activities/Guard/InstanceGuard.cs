using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Stands before every write to instances, as <see cref="ImageGuard"/> stands before those to images.</summary>
internal sealed class InstanceGuard(ImageGuard guard, Callers callers, Func<TrustOptions> trust, WaitingOptions waiting)
{
    /// <summary>To run a command on instances of the run that calls.</summary>
    public async Task<InstancePermit> TestAsync(StartCommandRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(cancellationToken);
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        if (TestingRules.Refuse([request.Command], trust().Testing).FirstOrDefault() is { } refusal)
        {
            throw StepFailures.Final(new(StepErrorKind.NotAllowed, $"{request.Region}: {refusal.Message}", "allow the command on the worker, then retry; or skip"));
        }

        var instances = await FindAsync(session.Ecs, request.Region, request.InstanceIds, cancellationToken);
        var gone = request.InstanceIds.Except(instances.Select(instance => instance.InstanceId), StringComparer.Ordinal).ToList();
        return gone.Count > 0
            ? throw StepFailures.Final(InstanceRules.Gone(request.Region, gone))
            : new(session.Ecs, session.Account, caller, request.Region, Own(request.Region, instances, caller));
    }

    /// <summary>The given instances that ECS shows.</summary>
    public static async Task<IReadOnlyList<Instance>> FindAsync(IEcsClient ecs, string region, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        var found = new List<Instance>();
        foreach (var ids in instanceIds.Chunk(DescribeInstancesRequest.MaxInstanceIds))
        {
            found.AddRange(await ecs.DescribeInstancesAsync(new() { RegionId = region, InstanceIds = ids }, cancellationToken));
        }

        return found;
    }

    // An instance may be seen before its tags are.
    private IReadOnlyList<Instance> Own(string region, IReadOnlyList<Instance> instances, Caller caller)
    {
        foreach (var instance in instances)
        {
            if (InstanceRules.RefuseForeign(region, instance, caller) is not { } refusal)
            {
                continue;
            }

            throw instance.Tags.Count == 0 && ServerTime.Now - instance.CreationTime < waiting.VisibilityGrace
                ? StepFailures.Later($"{region} {instance.InstanceId} shows no tags; they may not be visible yet", waiting.ShortestDelay)
                : StepFailures.Final(refusal);
        }

        return instances;
    }
}
