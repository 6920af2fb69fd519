using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Sets the tag of a channel and takes it away, and reads back what is: who looks for the channel goes by what ECS shows.</summary>
internal sealed class ChannelTags(ImageGuard guard, StepRunner runner)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async Task<bool> PointAsync(ChannelImage image, CancellationToken cancellationToken) =>
        await IsPointedAsync(image, cancellationToken)
            ? true
            : throw runner.NotYet($"{image} does not show its channel's tag yet", () => new(
                StepErrorKind.Unreachable, $"{image}: ECS accepts the channel's tag, but does not show it", "see in the console which tags the image has", ImageId: image.ImageId));

    public async Task<bool> ReleaseAsync(ChannelImage image, CancellationToken cancellationToken) =>
        await IsReleasedAsync(image, cancellationToken)
            ? true
            : throw runner.NotYet($"{image} still shows its channel's tag", () => new(
                StepErrorKind.Unreachable, $"{image}: ECS takes the channel's tag away, but still shows it", "see in the console which tags the image has", ImageId: image.ImageId));

    /// <summary>The old images first: as long as one of them does not have the channel again, the new one keeps it.</summary>
    public async Task<bool> RestoreAsync(RestoreChannelRequest request, CancellationToken cancellationToken)
    {
        foreach (var image in request.Holders.Select(holder => new ChannelImage(request.Region, holder, request.Account)))
        {
            // One that has kept it may have become such that it would not get it any more.
            var hasKeptIt = await guard.ReleaseAsync(image, cancellationToken) is { } held && ChannelImageRules.Points(held.Image, held.Caller.Version);
            if (!hasKeptIt && !await IsPointedAsync(image, cancellationToken))
            {
                throw StepFailures.Later($"{image} does not show its channel's tag again yet", LookAgain);
            }
        }

        return request.ImageId is not { } taken || await IsReleasedAsync(new(request.Region, taken, request.Account), cancellationToken)
            ? true
            : throw StepFailures.Later($"{request.Region}: {taken} still shows its channel's tag", LookAgain);
    }

    private async Task<bool> IsPointedAsync(ChannelImage image, CancellationToken cancellationToken)
    {
        var permit = await guard.PointAsync(image, cancellationToken)
            ?? throw StepFailures.Final(new(StepErrorKind.NotFound, $"{image} is gone", "find out who deleted it, and promote it again", ImageId: image.ImageId));
        var channel = permit.Caller.Version;
        if (!ChannelImageRules.Points(permit.Image, channel))
        {
            await permit.TagAsync([new(Lineage.Channel(channel), Lineage.ChannelValue)], cancellationToken);
        }

        return await ImageGuard.FindAsync(permit.Reads, image.Region, image.ImageId, cancellationToken) is { } now && ChannelImageRules.Points(now, channel);
    }

    private async Task<bool> IsReleasedAsync(ChannelImage image, CancellationToken cancellationToken)
    {
        if (await guard.ReleaseAsync(image, cancellationToken) is not { } permit)
        {
            return true;
        }

        var channel = permit.Caller.Version;
        if (ChannelImageRules.Points(permit.Image, channel))
        {
            await permit.UntagAsync([Lineage.Channel(channel)], cancellationToken);
        }

        return await ImageGuard.FindAsync(permit.Reads, image.Region, image.ImageId, cancellationToken) is not { } now || !ChannelImageRules.Points(now, channel);
    }
}
