using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Asks which regions ECS knows and answers in.</summary>
internal sealed class RegionChecks(IEcsClient ecs, WaitingOptions waiting, StepRunner runner)
{
    public async Task<IReadOnlyList<RegionVerdict>> CheckAsync(CheckRegionsRequest request, CancellationToken cancellationToken)
    {
        var known = (await ecs.DescribeRegionsAsync(cancellationToken)).Select(region => region.RegionId).ToHashSet(StringComparer.Ordinal);
        var verdicts = await Task.WhenAll(request.Regions.Select(region => known.Contains(region)
            ? AskAsync(region, cancellationToken)
            : Task.FromResult(new RegionVerdict(region, new(
                StepErrorKind.RegionNotFound,
                $"{region}: ECS knows no such region for this account",
                $"correct the region; this account has {string.Join(", ", known.Order(StringComparer.Ordinal))}")))));

        // Without any region the promotion is refused, so that must be more than a single lost answer.
        return verdicts.All(verdict => verdict.Error is not null) && verdicts.Any(verdict => verdict.Error!.Kind == StepErrorKind.Unreachable) && runner.Elapsed < waiting.Patience
            ? throw StepFailures.Later($"ECS answers in none of {string.Join(", ", request.Regions)}", waiting.ShortestDelay)
            : verdicts;
    }

    private async Task<RegionVerdict> AskAsync(string region, CancellationToken cancellationToken)
    {
        try
        {
            // Costs next to nothing: no image has this name.
            await ecs.DescribeImagesAsync(new() { RegionId = region, ImageName = "sharedimages-region-check", ImageOwnerAlias = "self", Status = ImageStatus.Available }, cancellationToken);
            return new(region, null);
        }
        catch (EcsException failure) when (failure.Code is not (LocalCodes.Unreachable or LocalCodes.NoAnswer or LocalCodes.Timeout) && failure.Kind != ErrorKind.RegionNotFound)
        {
            // It answers. What is wrong there shows at the region's own steps, which know how to wait or to park.
            return new(region, null);
        }
        catch (EcsException failure)
        {
            return new(region, new(Remedies.Kind(failure.Kind), $"{region}: {failure.Code}: {failure.EcsMessage}", Remedies.For(failure), failure.Code, failure.RequestId));
        }
    }
}
