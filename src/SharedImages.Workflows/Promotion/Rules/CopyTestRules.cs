namespace SharedImages.Workflows;

/// <summary>What is said when the test of a copy did not go well. Pure.</summary>
internal static class CopyTestRules
{
    /// <summary>The test failed; its instance is gone, so that there is nothing to look at but what it wrote.</summary>
    public static StepError Failed(StepError error) => error.Kind == StepErrorKind.TestFailed
        ? error with { Remedy = "see what is wrong with the image or the command; retry tests the copy once more on a new instance, retryAsNew copies it anew" }
        : error;

    /// <summary>The test has passed, but its instance is still there.</summary>
    public static StepError Left(string region, IReadOnlyList<Leftover> left) => new(
        left[0].Error?.Kind ?? StepErrorKind.Internal,
        $"{region}: the copy passed its test, but {string.Join(", ", left.Select(leftover => leftover.What))} is still there{(left[0].Error is { } error ? $" ({error.MessageWithin(region)})" : "")}",
        $"{left[0].Error?.Remedy ?? "delete it"}; retry deletes it and tests once more; in some hours ECS takes it back by itself",
        left[0].Error?.Code,
        left[0].Error?.RequestId);
}
