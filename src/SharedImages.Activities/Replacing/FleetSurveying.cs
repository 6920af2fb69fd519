using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Finds a fleet and everything that speaks against replacing its disks, before anything is written. Reads only.</summary>
internal sealed class FleetSurveying(ReplacementGuard guard, ImageGuard images, Func<TrustOptions> trust)
{
    /// <summary>Most ids in one DescribeInstances (facts §2.11).</summary>
    private const int MaxIds = 100;

    /// <summary>Most types in one DescribeInstanceTypes (facts §2.16).</summary>
    private const int MaxTypes = 10;

    // Of more instances the disks are listed by region: one call for a hundred.
    private const int FewInstances = 20;

    public async Task<FleetSurvey> SurveyAsync(SurveyFleetRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.SurveyAsync(request.Account, cancellationToken);
        var found = await Task.WhenAll(request.Selections.Select(selection => SelectAsync(session.Ecs, selection, cancellationToken)));
        var chosen = found.SelectMany((instances, selection) => instances.Select(instance => (Selection: selection, Instance: instance))).ToList();
        var refusals = new List<Refusal>();
        refusals.AddRange(FleetChecks.Selections(request.Selections, found));
        refusals.AddRange(FleetChecks.Size(chosen.Count, trust().Replacing));
        refusals.AddRange(TestingRules.Refuse(request.Commands, trust().Testing));
        refusals.AddRange(request.Images.SelectMany(FleetChecks.Image));
        var notices = new List<string>(FleetChecks.Losses(request));
        foreach (var image in request.Images)
        {
            var instances = chosen.Where(one => request.Selections[one.Selection].Region == image.Region && one.Instance.ImageId != image.ImageId).ToList();
            refusals.AddRange(instances.SelectMany(one => FleetChecks.Instance(one.Instance, request.Installation, trust().Replacing)));
            refusals.AddRange(await CheckMachinesAsync(session.Ecs, request, image, instances, cancellationToken));
            var missing = await MissingFormerAsync(session, image.Region, [.. instances.Select(one => one.Instance.ImageId).Distinct(StringComparer.Ordinal)], cancellationToken);
            (request.OnFailure == WayBack.FormerImage ? refusals : []).AddRange(missing.Select(FleetChecks.NoWayBack));
            notices.AddRange(missing.Select(gone => FleetChecks.NoWayBack(gone).Message));
        }

        return new(
            [.. chosen.OrderBy(one => one.Selection).ThenBy(one => one.Instance.InstanceId, StringComparer.Ordinal).Select(one => new ChosenInstance(one.Instance.InstanceId, one.Selection, one.Instance.ImageId))],
            FleetChecks.Bounded(refusals),
            notices);
    }

    private static async Task<IReadOnlyList<Instance>> SelectAsync(IEcsClient ecs, InstanceSelection selection, CancellationToken cancellationToken)
    {
        if (selection.Ids is not { } ids)
        {
            return await ecs.DescribeInstancesAsync(
                new() { RegionId = selection.Region, ImageId = selection.Running, Tags = [.. (selection.Tags ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(tag => new Tag(tag.Key, tag.Value))] }, cancellationToken);
        }

        var found = await Task.WhenAll(ids.Chunk(MaxIds).Select(hundred => ecs.DescribeInstancesAsync(new() { RegionId = selection.Region, InstanceIds = hundred }, cancellationToken)));
        return [.. found.SelectMany(page => page)];
    }

    private static async Task<IEnumerable<Refusal>> CheckMachinesAsync(
        IEcsClient ecs, SurveyFleetRequest request, UsedImage image, List<(int Selection, Instance Instance)> instances, CancellationToken cancellationToken)
    {
        if (instances.Count == 0)
        {
            return [];
        }

        var types = await Task.WhenAll(instances.Select(one => one.Instance.InstanceType).Distinct(StringComparer.Ordinal).Chunk(MaxTypes)
            .Select(ten => ecs.DescribeInstanceTypesAsync(new() { RegionId = image.Region, InstanceTypes = ten }, cancellationToken)));
        var typesById = types.SelectMany(page => page).ToDictionary(type => type.InstanceTypeId, StringComparer.Ordinal);
        var disks = await SystemDisksAsync(ecs, image.Region, [.. instances.Select(one => one.Instance.InstanceId)], cancellationToken);
        return instances.SelectMany(one =>
            FleetChecks.Fit(image, one.Instance, typesById.GetValueOrDefault(one.Instance.InstanceType))
                .Concat(FleetChecks.Disk(image, request.Selections[one.Selection], one.Instance, disks.GetValueOrDefault(one.Instance.InstanceId))));
    }

    private static async Task<Dictionary<string, Disk>> SystemDisksAsync(IEcsClient ecs, string region, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        var disks = instanceIds.Count > FewInstances
            ? await ecs.DescribeDisksAsync(new() { RegionId = region, DiskType = "system" }, cancellationToken)
            : [.. (await Task.WhenAll(instanceIds.Select(id => ecs.DescribeDisksAsync(new() { RegionId = region, DiskType = "system", InstanceId = id }, cancellationToken)))).SelectMany(page => page)];
        return disks.Where(disk => disk.InstanceId.Length > 0).DistinctBy(disk => disk.InstanceId).ToDictionary(disk => disk.InstanceId, StringComparer.Ordinal);
    }

    // Those that could not be put on a disk again: gone, no longer shared, recalled, or of nobody who is trusted.
    private async Task<IReadOnlyList<string>> MissingFormerAsync(GuardedSession session, string region, IReadOnlyList<string> imageIds, CancellationToken cancellationToken)
    {
        var recalled = await images.RecalledAsync(cancellationToken);
        var found = await Task.WhenAll(imageIds.Select(id => ImageGuard.FindAsync(session.Ecs, region, id, cancellationToken)));
        return [.. imageIds.Zip(found)
            .Where(pair => pair.Second is not { } image || RecallRules.IsRecalled(image, recalled) || !ReplacementGuard.MayTake(image, session.Account, trust()))
            .Select(pair => pair.First)];
    }
}
