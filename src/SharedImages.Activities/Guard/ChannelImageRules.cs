using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What the channels of an image name may do to an image, and what they keep others from doing, by what ECS says of it at that moment. Pure.</summary>
internal static class ChannelImageRules
{
    /// <summary>Whether the caller's channel may be pointed to it: only to what consumers may use.</summary>
    public static StepError? RefusePoint(Image image, string account, Caller caller) => RefuseRelease(image, account, caller) ?? image switch
    {
        _ when image.Tags.ValueOf(Lineage.Done) != Lineage.DoneValue =>
            Refused(image, $"{image.ImageId} is not finished: its promotion has not verified and shared it", "run the promotion to its end"),
        { Status: not ImageStatus.Available } or { Usable: false } =>
            Refused(image, $"{image.ImageId} is {(image.Status == ImageStatus.Available ? "not usable yet" : image.Status)}", "see what has become of it"),
        _ when ImageRules.Mark(image) is var mark and not ImageMark.None => Refused(image, $"{image.ImageId} is {(mark == ImageMark.Recalled ? "recalled" : "retiring")}", "choose another version"),
        _ => null,
    };

    /// <summary>Whether the caller's channel may be taken away from it.</summary>
    public static StepError? RefuseRelease(Image image, string account, Caller caller) => Lineage.Channels.Contains(caller.Version, StringComparer.Ordinal)
        ? ImageRules.RefuseOther(image, account, caller.Name, version: null)
        : Refused(image, $"{caller.Version} is no channel", $"name one of {string.Join(", ", Lineage.Channels)}");

    /// <summary>Whether it may be removed as far as channels go: whoever asks for one would find nothing.</summary>
    public static StepError? RefuseRemoval(string region, Image image)
    {
        var channels = Pointing(image);
        return channels.Count == 0 ? null : new(
            StepErrorKind.InUse,
            $"{region}: {string.Join(", ", channels)} {(channels.Count == 1 ? "points" : "point")} to {image.ImageId}, so it was left as it is, its shares too",
            "move the channel to another version first (sharedimages channel set), then remove the image",
            ImageId: image.ImageId);
    }

    /// <summary>Whether a channel points to it, as those see it who look for the channel's tag.</summary>
    public static bool Points(Image image, string channel) => image.Tags.ValueOf(Lineage.Channel(channel)) == Lineage.ChannelValue;

    /// <summary>The channels whose tag it carries, whatever its value.</summary>
    public static IReadOnlyList<string> Pointing(Image image) => [.. Lineage.Channels.Where(channel => image.Tags.Any(tag => tag.Key == Lineage.Channel(channel)))];

    private static StepError Refused(Image image, string message, string remedy) => new(StepErrorKind.Refused, message, remedy, ImageId: image.ImageId);
}
