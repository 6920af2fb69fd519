using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a launch ended, for people. Pure.</summary>
internal static class LaunchResultText
{
    // Of one region; more are in the JSON.
    private const int MaxInstances = 50;

    private static readonly string[] Header = ["REGION", "STATE", "INSTANCE", "ADDRESS", "ZONE", "TYPE", "TEST"];

    public static IEnumerable<string> Lines(LaunchResult result) => RefusalText.Lines(result) ??
    [
        result.Regions.Count == 0 ? result.Summary : Headline(result),
        .. result.Regions.Count == 0 ? [] : TextTable.Lines(Header, [.. result.Regions.SelectMany(Rows)]).Prepend(""),
        .. result.Regions.Where(region => region.Lost.Count > 0).Select(region =>
            string.Create(CultureInfo.InvariantCulture, $"{region.Region}: {(region.Lost.Count == 1 ? "1 instance" : $"{region.Lost.Count} instances")} did not come about, or went: {string.Join(", ", region.Lost)}")),
        .. result.Regions.Where(region => region is { Error: not null, State: not ItemState.Skipped }).Select(region => $"{region.Region}: {region.Error!.SentenceWithin(region.Region)}"),
        .. result.Regions.SelectMany(region => region.Left).Select(Left),
        .. result.Undo is { } undo ? (undo.RemovedInstances ?? []).Select(instance => $"removed: instance {instance.InstanceId} in {instance.Region}").Concat(undo.Left.Select(Left)) : [],
    ];

    private static string Headline(LaunchResult result)
    {
        var (done, skipped) = (result.Regions.Count(region => region.State == ItemState.Done), result.Regions.Count(region => region.State == ItemState.Skipped));
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Name} {result.Version}: {Words.Of(result.Outcome)}, {done} of {result.Regions.Count} regions done, {result.Regions.Sum(region => region.Instances.Count)} of {result.Regions.Sum(region => region.Wanted)} instances there")
            + (skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {skipped} skipped by decision"));
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(LaunchOutcome region)
    {
        if (region.Instances.Count == 0)
        {
            yield return [region.Region, Words.Of(region.State), "", "", "", "", ""];
        }

        foreach (var instance in region.Instances.Take(MaxInstances))
        {
            yield return [region.Region, Words.Of(region.State), instance.InstanceId, instance.Address, instance.Zone, instance.InstanceType, Test(instance)];
        }

        if (region.Instances.Count > MaxInstances)
        {
            yield return [region.Region, Words.Of(region.State), string.Create(CultureInfo.InvariantCulture, $"and {region.Instances.Count - MaxInstances} more"), "", "", "", ""];
        }
    }

    private static string Test(LaunchedInstance instance) => instance.Tests.Count == 0 ? "" : Words.Passed(instance.Tests);

    private static string Left(Leftover left) => $"left: {left.What} in {left.Region}{(left.Error is { } error ? $" ({error.SentenceWithin(left.Region)})" : "")}";
}
