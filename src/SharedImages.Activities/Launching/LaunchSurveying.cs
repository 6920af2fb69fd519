using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Checks a launch against the worker's settings, and asks each region which types it has, and which are in stock. Reads only.</summary>
internal sealed class LaunchSurveying(ImageGuard guard, Func<TrustOptions> trust)
{
    // Any of them, and "ClosedWithStock" is on its way out of sale.
    private const string WithStock = "WithStock";

    public async Task<LaunchSurvey> TakeAsync(SurveyLaunchRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(cancellationToken);
        IReadOnlyList<Refusal> refusals = [.. LaunchingRules.Refuse(request.Targets, request.Instance, trust().Launching), .. TestingRules.Refuse(request.Commands, trust().Testing)];
        var known = (await session.Ecs.DescribeRegionsAsync(cancellationToken)).Select(region => region.RegionId).ToHashSet(StringComparer.Ordinal);
        var offers = await Task.WhenAll(request.Targets.Select(target => known.Contains(target.Region)
            ? AskAsync(session.Ecs, target, cancellationToken)
            : Task.FromResult(new RegionOffer(target.Region, [], new(
                StepErrorKind.RegionNotFound,
                $"{target.Region}: ECS knows no such region for this account",
                $"correct the region; this account has {string.Join(", ", known.Order(StringComparer.Ordinal))}")))));
        return new(offers, refusals);
    }

    private static async Task<RegionOffer> AskAsync(IEcsClient ecs, LaunchTarget target, CancellationToken cancellationToken)
    {
        try
        {
            var types = await ecs.DescribeInstanceTypesAsync(new() { RegionId = target.Region, InstanceTypes = target.InstanceTypes }, cancellationToken);
            var zones = await ecs.DescribeAvailableResourceAsync(new() { RegionId = target.Region, DestinationResource = "InstanceType" }, cancellationToken);
            var inStock = zones
                .SelectMany(zone => zone.AvailableResources)
                .SelectMany(resource => resource.SupportedResources)
                .Where(type => type.StatusCategory == WithStock)
                .Select(type => type.Value)
                .ToHashSet(StringComparer.Ordinal);
            return new(
                target.Region,
                [.. target.InstanceTypes
                    .Select(id => types.FirstOrDefault(type => type.InstanceTypeId == id))
                    .OfType<InstanceType>()
                    .Select(type => new OfferedType(type.InstanceTypeId, type.CpuArchitecture, type.SupportedBootModes, type.NvmeSupport == "required", inStock.Contains(type.InstanceTypeId)))],
                null);
        }
        catch (EcsException failure) when (failure.Code is LocalCodes.Unreachable or LocalCodes.NoAnswer or LocalCodes.Timeout || failure.Kind == ErrorKind.RegionNotFound)
        {
            // The others go on.
            return new(target.Region, [], new(Remedies.Kind(failure.Kind), $"{target.Region}: {failure.Code}: {failure.EcsMessage}", Remedies.For(failure), failure.Code, failure.RequestId));
        }
    }
}
