namespace SharedImages.Ecs;

/// <summary>How many calls a client makes within <see cref="Window"/>, counted as ECS counts them: per account, region and action (facts §6).</summary>
/// <remarks>A client is one account's. What else uses the account, ECS counts too; then it throttles earlier, and the client makes fewer calls.</remarks>
public sealed record CallLimits
{
    /// <summary>The time over which calls are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>Calls of an action that is not in <see cref="OfActions"/>. ECS does not publish these limits, so the default is far below those that it does.</summary>
    public int OfOthers { get; init; } = 300;

    /// <summary>Calls of single actions, by name. The defaults are those that ECS publishes.</summary>
    public IReadOnlyDictionary<string, int> OfActions { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["DescribeImages"] = 1_000,
        ["CopyImage"] = 1_000,
    };

    internal int Of(string action) => OfActions.TryGetValue(action, out var limit) ? limit : OfOthers;

    /// <exception cref="ArgumentException">A limit is less than 1.</exception>
    internal static void Check(CallLimits limits)
    {
        foreach (var (action, limit) in limits.OfActions.Append(new("other actions", limits.OfOthers)))
        {
            if (limit < 1)
            {
                throw new ArgumentException($"The call limit of {action} is {limit}, so none could ever be made; it is at least 1.", nameof(limits));
            }
        }
    }
}
