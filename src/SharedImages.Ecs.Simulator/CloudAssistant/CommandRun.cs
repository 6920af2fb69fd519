namespace SharedImages.Ecs.Simulator;

/// <summary>A command on one instance; what it shows is computed from the time at which it is looked at.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="StartsAt">Until then it is Pending.</param>
/// <param name="EndsAt">Until then it is Running.</param>
/// <param name="FinalStatus">Its InvocationStatus at the end (facts §2.18).</param>
/// <param name="ExitCode">Of the process.</param>
/// <param name="Output">What the process wrote.</param>
/// <param name="ErrorCode">Why it went wrong; empty = it did not.</param>
internal sealed record CommandRun(string InstanceId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string FinalStatus, int ExitCode = 0, string Output = "", string ErrorCode = "")
{
    public const string Scheduled = "Scheduled";

    /// <summary>Whether the process ended by itself.</summary>
    public bool HasExited => FinalStatus is "Success" or "Failed";

    public string StatusAt(DateTimeOffset now) => now < StartsAt ? "Pending" : now < EndsAt ? "Running" : FinalStatus;

    public bool IsOpenAt(DateTimeOffset now) => StatusAt(now) is "Pending" or "Running" or Scheduled;

    /// <summary>The same, cut off when its instance was stopped or released.</summary>
    public CommandRun CutOff(DateTimeOffset now, string errorCode) => this with
    {
        StartsAt = StartsAt < now ? StartsAt : now,
        EndsAt = now,
        FinalStatus = "Error",
        ExitCode = 0,
        Output = "",
        ErrorCode = errorCode,
    };
}
