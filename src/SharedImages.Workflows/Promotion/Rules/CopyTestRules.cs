namespace SharedImages.Workflows;

/// <summary>What is said when the test of a copy did not go well. Pure.</summary>
internal static class CopyTestRules
{
    /// <summary>The test failed; its instance is gone, so that there is nothing to look at but what it wrote.</summary>
    /// <param name="region">The region.</param>
    /// <param name="error">Why.</param>
    /// <param name="left">What of it could not be deleted.</param>
    public static StepError Failed(string region, StepError error, IReadOnlyList<Leftover> left)
    {
        var told = left.Count == 0 ? error : error with { Message = $"{error.Message}; and {StillThere(region, left)}" };
        return error.Kind == StepErrorKind.TestFailed
            ? told with { Remedy = "see what is wrong with the image or the command; retry tests the copy once more on a new instance, retryAsNew copies it anew" }
            : told;
    }

    /// <summary>The test has passed, but its instance is still there. Whatever keeps it, the copy is good: somebody decides.</summary>
    public static StepError Left(string region, IReadOnlyList<Leftover> left) => new(
        StepErrorKind.Internal,
        $"{region}: the copy has passed its test, but {StillThere(region, left)}",
        $"{left[0].Error?.Remedy ?? "delete it"}; retry deletes it and tests once more; in some hours ECS takes it back by itself",
        left[0].Error?.Code,
        left[0].Error?.RequestId);

    /// <summary>Whether nothing was launched, because no worker took the launch for hours. It is asked for once more, with a later release time.</summary>
    public static bool IsLate(StepFailedException failure) => failure is { Step: InstanceGroups.LaunchStep, Error.Kind: StepErrorKind.Stalled };

    private static string StillThere(string region, IReadOnlyList<Leftover> left) =>
        $"{string.Join(", ", left.Select(leftover => leftover.What))} is still there{(left[0].Error is { } error ? $" ({error.MessageWithin(region)})" : "")}";
}
