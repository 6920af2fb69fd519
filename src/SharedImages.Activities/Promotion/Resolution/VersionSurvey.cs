using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Asks which regions ECS knows and answers in, and what there is of the version: in the targets, beside the source, and where a run before worked.</summary>
internal sealed class VersionSurvey(ImageGuard guard, IRuns runs, WaitingOptions waiting, StepRunner runner)
{
    public async Task<Survey> TakeAsync(SurveyRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var known = (await session.Ecs.DescribeRegionsAsync(cancellationToken)).Select(region => region.RegionId).ToHashSet(StringComparer.Ordinal);
        var former = await runs.FormerRegionsAsync(ContractNames.WorkflowId(request.Promotion, request.Version), cancellationToken);
        var answers = await Task.WhenAll(request.Targets.Select(region => known.Contains(region)
            ? AskAsync(session.Ecs, request, region, cancellationToken)
            : Task.FromResult<(RegionVerdict, IReadOnlyList<VersionCopy>)>((new(region, new(
                StepErrorKind.RegionNotFound,
                $"{region}: ECS knows no such region for this account",
                $"correct the region; this account has {string.Join(", ", known.Order(StringComparer.Ordinal))}")), []))));
        var elsewhere = former.Append(request.SourceRegion).Where(known.Contains).Except(request.Targets, StringComparer.Ordinal);
        var others = await Task.WhenAll(elsewhere.Select(region => LookAsync(session.Ecs, request, region, cancellationToken)));
        var verdicts = answers.Select(answer => answer.Item1).ToList();
        IReadOnlyList<VersionCopy> copies = [.. answers.SelectMany(answer => answer.Item2), .. others.SelectMany(found => found)];

        // Without any region the promotion is refused, so that must be more than a single lost answer.
        return verdicts.All(verdict => verdict.Error is not null) && verdicts.Any(verdict => verdict.Error!.Kind == StepErrorKind.Unreachable) && runner.Elapsed < waiting.Patience
            ? throw StepFailures.Later($"ECS answers in none of {string.Join(", ", request.Targets)}", waiting.ShortestDelay)
            : new(verdicts, copies);
    }

    private static async Task<IReadOnlyList<VersionCopy>> LookAsync(IEcsClient ecs, SurveyRequest request, string region, CancellationToken cancellationToken)
    {
        var images = await OwnImages.InAsync(ecs, region, [new(Lineage.Promotion, request.Promotion), new(Lineage.Version, request.Version)], cancellationToken);
        return [.. images.Select(image => new VersionCopy(
            region,
            image.ImageId,
            image.Status,
            image.Tags.ValueOf(Lineage.SourceImage),
            image.Tags.ValueOf(Lineage.Content),
            IsIntake(image) ? SourceImages.FromIntake(image, region) : null))];
    }

    private static bool IsIntake(Image image) =>
        image.Status == ImageStatus.Available && ImageRules.HasLineage(image) && image.Tags.ValueOf(Lineage.Hop) == "intake";

    private static async Task<(RegionVerdict, IReadOnlyList<VersionCopy>)> AskAsync(IEcsClient ecs, SurveyRequest request, string region, CancellationToken cancellationToken)
    {
        try
        {
            return (new(region, null), await LookAsync(ecs, request, region, cancellationToken));
        }
        catch (EcsException failure) when (failure.Code is not (LocalCodes.Unreachable or LocalCodes.NoAnswer or LocalCodes.Timeout) && failure.Kind != ErrorKind.RegionNotFound)
        {
            // It answers. What is wrong there shows at the region's own steps, which know how to wait or to park.
            return (new(region, null), []);
        }
        catch (EcsException failure)
        {
            return (new(region, new(Remedies.Kind(failure.Kind), $"{region}: {failure.Code}: {failure.EcsMessage}", Remedies.For(failure), failure.Code, failure.RequestId)), []);
        }
    }
}
