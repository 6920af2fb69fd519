using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a recall ended, for people. Pure.</summary>
internal static class RecallResultText
{
    private static readonly string[] Header = ["REGION", "IMAGE", "PROMOTION", "STATE", "TAKEN FROM"];

    public static IEnumerable<string> Lines(RecallResult result) => RefusalText.Lines(result) ??
    [
        result.Summary,
        .. result.Images.Count == 0 ? [] : TextTable.Lines(Header, [.. result.Images.Select(Row)]).Prepend(""),
        .. result.Images.Where(image => image.Error is not null).Select(image => $"{image.Region}/{image.ImageId}: {image.Error!.SentenceWithin(image.Region)}"),
        .. result.Promotions.Select(promotion => $"canceled: {promotion}"),
        .. result.Schedules.Select(schedule => $"schedule paused: {schedule}"),
        .. result.Channels.Select(channel => $"{channel.Channel} of {channel.Name}: from {channel.From} to {channel.To ?? $"nothing ({channel.Why})"}"),
        .. result.TakenFrom.Count == 0 ? [] : (string[])[$"accounts that had them: {string.Join(' ', result.TakenFrom)}"],
        .. result.Notes,
        .. result.InstanceCount == 0 ? [] : Instances(result),
    ];

    private static IReadOnlyList<string> Row(RecallOutcome image) =>
        [image.Region, image.ImageId, image.Promotion, image.State == ItemState.Pending ? "to be recalled" : Words.Of(image.State), string.Join(' ', image.TakenFrom)];

    // As a spec of kind Replacement takes it.
    private static IEnumerable<string> Instances(RecallResult result)
    {
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"{Summaries(result)}. For a replacement ({Invocation.Program} replace):");
        yield return "instances:";
        foreach (var region in result.Instances.GroupBy(instance => instance.Region, StringComparer.Ordinal))
        {
            yield return $"  - region: {region.Key}";
            yield return $"    ids: [{string.Join(", ", region.Select(instance => instance.InstanceId).Distinct(StringComparer.Ordinal))}]";
        }
    }

    private static string Summaries(RecallResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.InstanceCount} {(result.InstanceCount == 1 ? "instance" : "instances")} of ours {(result.InstanceCount == 1 ? "runs" : "run")} from them{(result.Instances.Count < result.InstanceCount ? $", of which {result.Instances.Count} are named" : "")}");
}
