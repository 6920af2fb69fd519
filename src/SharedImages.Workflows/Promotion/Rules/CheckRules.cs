namespace SharedImages.Workflows;

/// <summary>Words for a copy that must not be used as it is. Pure.</summary>
internal static class CheckRules
{
    /// <summary>The error that parks the region.</summary>
    public static StepError Mismatch(string region, string imageId, ImageCheck wrong) => new(
        StepErrorKind.Mismatch,
        $"{region}: {imageId} has {wrong.Name} {Show(wrong.Actual)}, but it must be {Show(wrong.Expected)}",
        "begin the copy anew (retryAsNew); if it comes out the same, correct the spec under a new version",
        ImageId: imageId);

    private static string Show(string value) => value.Length == 0 ? "(none)" : value;
}
