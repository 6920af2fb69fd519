namespace SharedImages.Flows.Tests;

internal static class ProgressExtensions
{
    public static ItemProgress Row(this PromotionProgress progress, string region) => progress.Items.Single(row => row.Item == region);
}
