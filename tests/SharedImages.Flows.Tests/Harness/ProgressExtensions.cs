namespace SharedImages.Flows.Tests;

internal static class ProgressExtensions
{
    public static RegionProgress Row(this PromotionProgress progress, string region) => progress.Regions.Single(row => row.Region == region);
}
