namespace SharedImages.Ecs.Simulator;

/// <summary>The operations that the simulator knows.</summary>
internal static class Operations
{
    private static readonly Dictionary<string, IOperation> ByAction = new IOperation[]
    {
        new DescribeRegions(),
        new DescribeImages(),
        new CopyImage(),
        new CancelCopyImage(),
        new DeleteImage(),
        new ModifyImageAttribute(),
        new ModifyImageSharePermission(),
        new DescribeImageSharePermission(),
        new TagResources(),
        new UntagResources(),
        new ListTagResources(),
        new DescribeSnapshots(),
        new DeleteSnapshot(),
        new DescribeInstanceTypes(),
        new DescribeAvailableResource(),
        new RunInstances(),
        new CreateInstance(),
        new ChangeInstance(new InstanceStart()),
        new ChangeInstances(new InstanceStart()),
        new ChangeInstance(new InstanceStop()),
        new ChangeInstances(new InstanceStop()),
        new ChangeInstance(new InstanceDelete()),
        new DeleteInstances(new InstanceDelete()),
        new DescribeInstances(),
        new DescribeInstanceStatus(),
        new DescribeDisks(),
        new ReplaceSystemDisk(),
        new ReInitDisk(),
        new CreateSnapshot(),
        new CreateImage(),
        new DescribeImageFromFamily(),
        new DescribeTasks(),
        new DescribeTaskAttribute(),
        new CancelTask(),
        new RunCommand(),
        new InvokeCommand(),
        new DescribeInvocationResults(),
        new DescribeCloudAssistantStatus(),
        new GetCallerIdentity(),
        new AssumeRole(),
        new AssumeRoleWithOidc(),
    }.ToDictionary(operation => operation.Action, StringComparer.Ordinal);

    /// <exception cref="ApiException">No such operation, or not in this version.</exception>
    public static IOperation Find(string action, string version)
    {
        if (!ByAction.TryGetValue(action, out var operation))
        {
            throw new ApiException(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
        }

        return operation.Version == version
            ? operation
            : throw new ApiException(400, "InvalidVersion", "Specified parameter Version is not valid.");
    }
}
