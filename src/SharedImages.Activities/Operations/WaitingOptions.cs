namespace SharedImages.Activities;

/// <summary>How patiently the worker waits. Tests scale these as they scale the simulator.</summary>
public sealed record WaitingOptions
{
    /// <summary>Delay after the first look at a copy. Default 30 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Shortest delay between two looks, near the expected end. Default 5 s.</summary>
    public TimeSpan ShortestDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest delay between two looks at a copy that runs. Default 10 min.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a copy may stay at the same percent while Creating before it counts as stalled. Default 1 h; time in the queue does not count.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a new image may be invisible before "not there" is believed (facts §3.2). Default 5 min.</summary>
    public TimeSpan VisibilityGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a step bears throttling, 5xx, lost answers and resources that are not ready before it parks. Default 15 min.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);
}
