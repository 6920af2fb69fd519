namespace SharedImages.Workflows;

/// <summary>An instance that a launch has made.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="Address">Its private address; empty when ECS does not say.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="InstanceType">Its type.</param>
public sealed record LaunchedInstance(string InstanceId, string Address, string Zone, string InstanceType)
{
    /// <summary>What came of each command of its test.</summary>
    public IReadOnlyList<CommandResult> Tests { get; init; } = [];
}
