using System.Diagnostics.CodeAnalysis;
using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>Stands before every write to instances, as <see cref="ImageGuard"/> stands before those to images.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore holds nothing as long as nobody asks for its wait handle.")]
internal sealed class InstanceGuard(ImageGuard guard, Callers callers, ReplacementCallers replacements, Func<TrustOptions> trust, WaitingOptions waiting)
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly InstanceCensus census = new(waiting);

    /// <summary>To run a command on instances of the run that calls.</summary>
    public async Task<InstancePermit> TestAsync(StartCommandRequest request, CancellationToken cancellationToken)
    {
        // A replacement's instances were there before it: they carry its mark instead of a launch's tag.
        var caller = ActivityExecutionContext.Current.Info.WorkflowType == ReplacementNames.ReplaceSystemDisk
            ? (await replacements.AskAsync(cancellationToken)).ToCaller()
            : await callers.AskAsync(typeof(ITestActivities), cancellationToken);
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

    /// <summary>
    /// To launch a group, or the reason why not. Throws when the caller may not ask at all. One at a time: what is counted must not grow before
    /// the group that it was counted for is there.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="launch">What is done with the permit.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<(RunInstancesResponse? Answer, StepError? Refusal)> LaunchAsync(
        InstanceGroup group, Func<LaunchPermit, Task<RunInstancesResponse>> launch, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(typeof(ILaunchActivities), cancellationToken);
        var session = await guard.EnterAsync(group.Account, cancellationToken);
        if (await ImageGuard.FindAsync(session.Ecs, group.Region, group.ImageId, cancellationToken) is not { } image)
        {
            return (null, LaunchingRules.MissingImage(group));
        }

        if ((LaunchingRules.RefuseImage(group, image, session.Account, trust()) ?? LaunchingRules.RefuseGroup(group, caller, trust().Launching)
            ?? await guard.RecalledAsync(group.Region, image, cancellationToken)) is { } refusal)
        {
            return (null, refusal);
        }

        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var living = await census.CountAsync(session.Ecs, group.Region, cancellationToken);
            if (LaunchingRules.RefuseCount(group, living, trust().Launching) is { } tooMany)
            {
                return (null, tooMany);
            }

            var answer = await launch(new(session.Ecs, session.Account, caller, group.Region));
            census.Add(group.Region, answer.InstanceIdSets);
            return (answer, null);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>To delete those of the given instances that are there and of the run that calls; for the first other, why it may not.</summary>
    public async Task<(InstancePermit Own, StepError? Foreign)> RemoveAsync(InstancesRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(typeof(IInstanceActivities), cancellationToken);
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var instances = await FindAsync(session.Ecs, request.Region, request.InstanceIds, cancellationToken);
        var refused = instances.ToLookup(instance => RefuseForeign(request.Region, instance, caller));
        return (new(session.Ecs, session.Account, caller, request.Region, [.. refused[null]]), refused.FirstOrDefault(group => group.Key is not null)?.Key);
    }

    /// <summary>What a permit to remove was for is done.</summary>
    public void Removed(InstancePermit permit) => census.Remove([.. permit.Instances.Select(instance => instance.InstanceId)]);

    /// <summary>Who calls a step about instances of its run, and with which credentials.</summary>
    public async Task<(Caller Caller, GuardedSession Session)> EnterAsync(Type contract, string account, CancellationToken cancellationToken) =>
        (await callers.AskAsync(contract, cancellationToken), await guard.EnterAsync(account, cancellationToken));

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

    private IReadOnlyList<Instance> Own(string region, IReadOnlyList<Instance> instances, Caller caller) =>
        instances.Select(instance => RefuseForeign(region, instance, caller)).FirstOrDefault(refusal => refusal is not null) is { } foreign
            ? throw StepFailures.Final(foreign)
            : instances;

    // An instance may be seen before its tags are.
    private StepError? RefuseForeign(string region, Instance instance, Caller caller) =>
        InstanceRules.RefuseForeign(region, instance, caller) is not { } refusal ? null
        : instance.Tags.Count == 0 && ServerTime.Now - instance.CreationTime < waiting.VisibilityGrace
            ? throw StepFailures.Later($"{region} {instance.InstanceId} shows no tags; they may not be visible yet", waiting.ShortestDelay)
        : refusal;
}
