namespace SharedImages.Activities;

/// <summary>Which operations of ECS and STS each activity calls. A test holds this table and the compiled code together.</summary>
public static class StepCalls
{
    private const string Image = "DescribeImages";
    private const string Shares = "DescribeImageSharePermission";
    private const string Snapshots = "DescribeSnapshots";
    private const string Instances = "DescribeInstances";
    private const string Who = "GetCallerIdentity";

    /// <summary>By the name of the activity.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["AwaitAgents"] = ["DescribeCloudAssistantStatus", Who],
        ["AwaitChannel"] = [],
        ["AwaitCommand"] = ["DescribeInvocationResults", Who],
        ["AwaitEnd"] = [],
        ["AwaitPromotion"] = [],
        ["AwaitRunning"] = [Instances, Who],
        ["ChangeShares"] = [Shares, Image, Who, "ModifyImageSharePermission", "TagResources"],
        ["ClaimInstance"] = ["DescribeDisks", Instances, Who, "TagResources"],
        ["CopyImage"] = ["CopyImage", Image, Snapshots, Who],
        ["DeleteInstances"] = ["DeleteInstances", Instances, Who],
        ["DryRunCopy"] = ["CopyImage", Who],
        ["DryRunInstances"] = [Who, "RunInstances"],
        ["EstimateCopies"] = [],
        ["FindCopy"] = [Image, Snapshots, Who],
        ["FindInstances"] = [Instances, Who],
        ["FindLeftovers"] = [Image, Snapshots, Who],
        ["FindUsers"] = [Instances, "DescribeRegions", Who],
        ["JudgeSchedule"] = [],
        ["LookAtImage"] = [Shares, Image, Who],
        ["MakeFormerDiskImage"] = ["CreateImage", Image, Instances, Snapshots, Who],
        ["MarkImage"] = [Image, Who, "TagResources"],
        ["MarkRecalled"] = [Image, Who, "TagResources"],
        ["NoteSnapshots"] = [Shares, Image, Who, "TagResources"],
        ["PauseSchedule"] = [],
        ["PointChannel"] = [Image, Who, "TagResources"],
        ["ReadInstance"] = ["DescribeDisks", Instances, Who],
        ["ReadRecalled"] = [Shares, Image, Who],
        ["RecordChannel"] = [],
        ["RegisterRecall"] = [],
        ["ReleaseChannel"] = [Image, Who, "UntagResources"],
        ["ReleaseInstance"] = [Instances, Who, "UntagResources"],
        ["ReleaseRecalled"] = [Image, Who, "ModifyImageAttribute", "UntagResources"],
        ["RemoveImage"] = ["CancelCopyImage", "DeleteImage", Shares, Image, Who, "ModifyImageSharePermission"],
        ["RemoveSnapshots"] = ["DeleteSnapshot", Snapshots, Who],
        ["RepairImage"] = [Shares, Image, Snapshots, Who, "ModifyImageAttribute", "ModifyImageSharePermission", "TagResources"],
        ["ReplaceDisk"] = ["DescribeDisks", Image, Instances, Who, "ReplaceSystemDisk"],
        ["ResolveImages"] = [Image, "DescribeRegions", Who],
        ["ResolveSource"] = [Image, Who],
        ["RestoreChannel"] = [Image, Who, "TagResources", "UntagResources"],
        ["RestoreImage"] = [Shares, Image, Who, "ModifyImageAttribute", "ModifyImageSharePermission", "UntagResources"],
        ["RestoreShares"] = [Shares, Image, Who, "ModifyImageSharePermission", "TagResources"],
        ["RunInstances"] = [Image, Instances, "DescribeRegions", Who, "RunInstances"],
        ["ShareImage"] = [Shares, Image, Who, "ModifyImageSharePermission", "TagResources"],
        ["SnapshotDisk"] = ["CreateSnapshot", "DescribeDisks", Instances, Snapshots, Who],
        ["StartChannel"] = [],
        ["StartCommand"] = [Instances, Who, "RunCommand"],
        ["StartPromotion"] = [],
        ["StartRetirement"] = [],
        ["StartReplaced"] = [Instances, Who, "StartInstance"],
        ["StopForReplacement"] = [Instances, Who, "StopInstance"],
        ["StopPromotion"] = [],
        ["Survey"] = [Image, "DescribeRegions", Who],
        ["SurveyChannel"] = [Shares, Image, "DescribeRegions", Who],
        ["SurveyFleet"] = ["DescribeDisks", Image, "DescribeInstanceTypes", Instances, Who],
        ["SurveyLaunch"] = ["DescribeAvailableResource", "DescribeInstanceTypes", "DescribeRegions", Who],
        ["SurveyLeftovers"] = [Shares, Image, "DescribeRegions", Who],
        ["SurveyRecall"] = [Shares, Image, "DescribeRegions", Who],
        ["SurveyRefresh"] = [Shares, Image, Who],
        ["SurveyRetirement"] = [Shares, Image, "DescribeRegions", Who],
        ["SurveyShares"] = [Shares, Image, Who],
        ["UnregisterRecall"] = [],
        ["UnshareImage"] = [Shares, Image, Who, "ModifyImageSharePermission"],
        ["VerifyImage"] = [Shares, Image, Snapshots, Who, "ModifyImageAttribute", "TagResources"],
        ["WithdrawImage"] = [Shares, Image, Who, "ModifyImageAttribute", "ModifyImageSharePermission"],
        ["WithdrawRecalled"] = [Shares, Image, Who, "ModifyImageAttribute", "ModifyImageSharePermission", "UntagResources"],
        ["WaitImage"] = [Image, Who],
    };
}
