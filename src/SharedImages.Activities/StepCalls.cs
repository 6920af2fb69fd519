namespace SharedImages.Activities;

/// <summary>Which operations of ECS and STS each activity calls. A test holds this table and the compiled code together.</summary>
public static class StepCalls
{
    private const string Image = "DescribeImages";
    private const string Shares = "DescribeImageSharePermission";
    private const string Snapshots = "DescribeSnapshots";
    private const string Who = "GetCallerIdentity";

    /// <summary>By the name of the activity.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["AwaitEnd"] = [],
        ["ChangeShares"] = [Shares, Image, Who, "ModifyImageSharePermission"],
        ["CopyImage"] = ["CopyImage", Image, Snapshots, Who],
        ["DryRunCopy"] = ["CopyImage", Who],
        ["FindCopy"] = [Image, Snapshots, Who],
        ["FindLeftovers"] = [Image, Snapshots, Who],
        ["NoteSnapshots"] = [Image, Who, "TagResources"],
        ["RemoveImage"] = ["CancelCopyImage", "DeleteImage", Shares, Image, Who, "ModifyImageSharePermission"],
        ["RemoveSnapshots"] = ["DeleteSnapshot", Snapshots, Who],
        ["ResolveImages"] = [Image, "DescribeRegions", Who],
        ["ResolveSource"] = [Image, Who],
        ["RestoreShares"] = [Shares, Image, Who, "ModifyImageSharePermission"],
        ["ShareImage"] = [Shares, Image, Who, "ModifyImageSharePermission", "TagResources"],
        ["Survey"] = [Image, "DescribeRegions", Who],
        ["SurveyShares"] = [Shares, Image, Who],
        ["UnshareImage"] = [Shares, Image, Who, "ModifyImageSharePermission"],
        ["VerifyImage"] = [Shares, Image, Snapshots, Who, "ModifyImageAttribute", "TagResources"],
        ["WaitImage"] = [Image, Who],
    };
}
