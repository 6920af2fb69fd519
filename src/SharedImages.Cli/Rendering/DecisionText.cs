using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What must be decided, and the commands that decide it. Pure.</summary>
internal static class DecisionText
{
    /// <param name="view">With parked regions.</param>
    /// <param name="connection">The connection options that were given, to be given again; see <see cref="ConnectionOptions.Again"/>.</param>
    public static IEnumerable<string> Lines(PromotionView view, string connection)
    {
        foreach (var region in view.Progress!.Regions.Where(region => region.State == RegionState.Parked))
        {
            yield return Printable.Of($"{region.Region} is parked at {region.Step}: {region.Error?.MessageWithin(region.Region)}");
            yield return Printable.Of($"  to do: {region.Error?.Remedy}");
            foreach (var action in region.Actions)
            {
                yield return $"  {Meaning(action)}: sharedimages resolve {view.WorkflowId} --region {region.Region} {Words.Of(action)}{connection}";
            }
        }
    }

    private static string Meaning(ResolveAction action) => action switch
    {
        ResolveAction.Retry => "then try again",
        ResolveAction.RetryAsNew => "or remove and copy anew",
        ResolveAction.Skip => "or go on without it",
        _ => "or give it up as failed",
    };
}
