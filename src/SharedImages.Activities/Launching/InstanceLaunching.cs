using System.Globalization;
using System.Text;
using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Launches groups of instances.</summary>
internal sealed class InstanceLaunching(ImageGuard guard, InstanceGuard instances, StepRunner runner, WaitingOptions waiting)
{
    // ECS refuses a time that is less than half an hour ahead (facts §2.8), by its own clock.
    private static readonly TimeSpan NearestRelease = TimeSpan.FromMinutes(35);

    /// <summary>Lets ECS check the group, without its token: whether a dry run spends one is not known (facts §1.10).</summary>
    public async Task<bool> DryRunAsync(InstanceGroup group, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(group.Account, cancellationToken);
        try
        {
            await session.Ecs.RunInstancesAsync(ToEcs(group) with { ClientToken = null, DryRun = true }, cancellationToken);
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.Capacity)
        {
            // There may be other types and vSwitches.
        }
        catch (EcsException failure) when (MayComeIntoSight(failure))
        {
            throw NotInSight(group);
        }

        return true;
    }

    public async Task<LaunchAnswer> LaunchAsync(InstanceGroup group, Pulse<bool> unknown, CancellationToken cancellationToken)
    {
        // Said before anything else: Temporal's SDK holds a second heartbeat back for seconds, and the worker may be killed in them.
        var unknownBefore = unknown.Value;
        unknown.Say(true);
        var isSent = false;
        try
        {
            // ECS may have forgotten the token, but its tag is there. Looked for always: a run that was reset sends what it has sent.
            var before = await FindAsync(group, cancellationToken);
            if (IsWhole(group, before))
            {
                return Answer(before);
            }

            // Those that there are may be the first to be seen; so young, their token still gives the true answer.
            unknownBefore |= before.Count > 0;
            if (group.ReleaseAt < ServerTime.Now + NearestRelease)
            {
                return await MadeBeforeAsync(group, Late(group), unknownBefore, cancellationToken);
            }

            var (answer, refusal) = await instances.LaunchAsync(
                group,
                permit =>
                {
                    isSent = true;
                    return permit.RunAsync(ToEcs(group), cancellationToken);
                },
                cancellationToken);
            return answer is null ? await MadeBeforeAsync(group, refusal! with { AnswerUnknown = unknownBefore }, unknownBefore, cancellationToken) : new(answer.InstanceIdSets, null);
        }
        catch (EcsException failure)
        {
            unknown.Say(unknownBefore || (isSent && LostAnswers.MayHaveTakenEffect(failure)));
            if (MayComeIntoSight(failure))
            {
                throw NotInSight(group);
            }

            if (failure is not { Kind: ErrorKind.Capacity, Action: "RunInstances" })
            {
                throw;
            }

            var noPlace = new StepError(StepErrorKind.Capacity, $"{group.Region}: {failure.Code}: {failure.EcsMessage}", "launch elsewhere, or later", failure.Code, failure.RequestId);
            var made = unknownBefore ? await SettledAsync(group, cancellationToken) : [];
            return made.Count > 0 ? Answer(made) : new([], noPlace);
        }
        catch when (!isSent)
        {
            // Nothing has been sent by this attempt.
            unknown.Say(unknownBefore);
            throw;
        }
    }

    // The guard has just seen the image; where it is launched it may be seen later (facts §8).
    private bool MayComeIntoSight(EcsException failure) => failure is { Action: "RunInstances", Code: "InvalidImageId.NotFound" } && runner.Elapsed < waiting.VisibilityGrace;

    private ApplicationFailureException NotInSight(InstanceGroup group) => StepFailures.Later($"{group.Region}: {group.ImageId} is there, but ECS does not find it to launch; it may not be visible yet", waiting.ShortestDelay);

    // What may not be launched now may have been launched before, by a call whose answer was lost. Also when nothing is to be seen it is the
    // same group that is asked for again: its token is good for as many as are asked for, and no more.
    private async Task<LaunchAnswer> MadeBeforeAsync(InstanceGroup group, StepError refusal, bool unknownBefore, CancellationToken cancellationToken)
    {
        var made = unknownBefore ? await SettledAsync(group, cancellationToken) : [];
        return made.Count > 0 ? Answer(made) : throw StepFailures.Final(refusal);
    }

    // What was not made by now is made by no later call either: its token stands for this time.
    private static StepError Late(InstanceGroup group) => new(
        StepErrorKind.Stalled,
        $"{group.Region}: the launch of a test instance has waited for so long that ECS would not take its release time any more ({group.ReleaseAt:u})",
        "see why no worker took it; retry launches another one");

    /// <summary>What there is of a group that was sent before: all of it, or what is seen after as long as ECS may hide it.</summary>
    private async Task<IReadOnlyList<Instance>> SettledAsync(InstanceGroup group, CancellationToken cancellationToken)
    {
        var made = await FindAsync(group, cancellationToken);
        return IsWhole(group, made) || runner.Elapsed >= waiting.VisibilityGrace
            ? made
            : throw StepFailures.Later($"{group.Region}: instances that may have been launched are not visible; they may not be so yet", waiting.ShortestDelay);
    }

    // ECS may have made fewer than asked for: that is so when no more of them can come into sight.
    private bool IsWhole(InstanceGroup group, IReadOnlyList<Instance> seen) =>
        seen.Count > 0 && (seen.Count >= group.Amount || ServerTime.Now - seen.Max(instance => instance.CreationTime) >= waiting.VisibilityGrace);

    private static LaunchAnswer Answer(IReadOnlyList<Instance> instances) => new([.. instances.Select(instance => instance.InstanceId)], null);

    private async Task<IReadOnlyList<Instance>> FindAsync(InstanceGroup group, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(group.Account, cancellationToken);
        return await session.Ecs.DescribeInstancesAsync(new() { RegionId = group.Region, Tags = [new(Lineage.Group, group.ClientToken)] }, cancellationToken);
    }

    private static RunInstancesRequest ToEcs(InstanceGroup group) => new()
    {
        RegionId = group.Region,
        ImageId = group.ImageId,
        InstanceType = group.InstanceType,
        VSwitchId = group.VSwitch,
        SecurityGroupIds = group.SecurityGroups,
        InstanceName = group.Instance.Name,
        UniqueSuffix = group.Instance.Name.Contains('[', StringComparison.Ordinal) ? null : true,
        Amount = group.Amount,
        // With fewer there is something, and what is missing is asked for elsewhere.
        MinAmount = 1,
        SystemDisk = group.Instance.SystemDisk is { } disk || group.Encrypted
            ? new() { Category = group.Instance.SystemDisk?.Category, Size = group.Instance.SystemDisk?.Size, Encrypted = group.Encrypted ? true : null, KMSKeyId = group.KmsKeyId }
            : null,
        DataDisks = [.. group.Instance.DataDisks.Select(data => new LaunchDataDisk
        {
            Category = data.Category,
            Size = data.Size,
            Encrypted = group.Encrypted ? true : null,
            KMSKeyId = group.KmsKeyId,
            DeleteWithInstance = true,
        })],
        SpotStrategy = group.Instance.Spot ? "SpotAsPriceGo" : null,
        KeyPairName = group.Instance.KeyPair,
        RamRoleName = group.Instance.Role,
        UserData = group.Instance.UserData is { } text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : null,
        AutoReleaseTime = group.ReleaseAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        SecurityEnhancementStrategy = "Deactive",
        Tags = [.. group.Tags.Select(tag => new Tag(tag.Key, tag.Value))],
        ClientToken = group.ClientToken,
    };
}
