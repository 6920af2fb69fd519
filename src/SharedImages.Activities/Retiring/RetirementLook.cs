using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Finds the images of a version and what keeps them. Reads only.</summary>
internal sealed class RetirementLook(ImageGuard guard, IRuns runs)
{
    public async Task<RetirementSurvey> SurveyAsync(RetirementSpec spec, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(cancellationToken);
        var refusals = new List<Refusal>(PolicyRules.Account(spec.Account, session.Account));
        var there = await OwnImages.EverywhereAsync(session.Ecs, [new(Lineage.Promotion, spec.Name), new(Lineage.Version, spec.Version)], cancellationToken);
        var images = there.SelectMany(place => place.Images.Where(ImageRules.HasLineage).Select(image => (place.Region, Image: image))).ToList();
        if (images.Count == 0)
        {
            refusals.Add(new("version-found", $"no region holds an image of {spec.Name} {spec.Version}; correct the version, see those that there are with DescribeImages and the tag {Lineage.Promotion}={spec.Name}"));
            return new(session.Account, [], refusals);
        }

        var channels = await runs.ChannelsAsync(spec.Name, cancellationToken);
        var users = await UsersAsync(spec.Name, spec.Version, [.. images.Select(image => image.Image.ImageId)], cancellationToken);
        var retired = new List<RetiredImage>();
        foreach (var (region, image) in images)
        {
            retired.Add(new(
                region,
                image.ImageId,
                await OwnImages.SharesAsync(session.Ecs, region, image.ImageId, cancellationToken),
                ImageRules.KeptFor(image) ?? ImageRules.KeptFor(spec.Version, channels) ?? UseOf(image.ImageId, users)));
        }

        return new(session.Account, retired, refusals);
    }

    /// <summary>Null = it is gone.</summary>
    public async Task<RetiredImage?> LookAsync(RetireImageRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        if (await ImageGuard.FindAsync(session.Ecs, request.Region, request.ImageId, cancellationToken) is not { } image)
        {
            return null;
        }

        var (name, version) = (image.Tags.ValueOf(Lineage.Promotion), image.Tags.ValueOf(Lineage.Version));
        var users = await UsersAsync(name, version, [image.ImageId], cancellationToken);
        return new(
            request.Region,
            request.ImageId,
            await OwnImages.SharesAsync(session.Ecs, request.Region, request.ImageId, cancellationToken),
            ImageRules.KeptFor(image) ?? ImageRules.KeptFor(version, await runs.ChannelsAsync(name, cancellationToken)) ?? UseOf(image.ImageId, users));
    }

    private Task<IReadOnlyList<ImageUser>> UsersAsync(string name, string version, IReadOnlyList<string> imageIds, CancellationToken cancellationToken) =>
        runs.UsersAsync(ContractNames.WorkflowId(name, version), imageIds, cancellationToken);

    private static string? UseOf(string imageId, IReadOnlyList<ImageUser> users) =>
        users.FirstOrDefault(user => user.ImageIds.Count == 0 || user.ImageIds.Contains(imageId, StringComparer.Ordinal)) is { } user ? $"{user.WorkflowId} is under way and works with it" : null;
}
