namespace SharedImages.Flows.Tests;

internal static class ProgressExtensions
{
    public static ItemProgress Row(this OperationProgress progress, string region) => progress.Items.Single(row => row.Item == region);
}
