namespace SharedImages.Ecs.Simulator;

/// <summary>
/// A scripted fault: which calls it hits, and what happens to them. What is null matches every call.
/// Dry runs are hit by refusals only (<see cref="FaultKind.Throttle"/>, <see cref="FaultKind.ServerError"/>, <see cref="FaultKind.Error"/>, <see cref="FaultKind.RegionDown"/>);
/// answers of refused calls are neither held nor lost.
/// </summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The caller's account UID.</summary>
    public string? Account { get; init; }

    /// <summary>The operation, for example <c>CopyImage</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The region of the effect: of CopyImage the destination, else the parameter RegionId, else where the instance, disk or snapshot is that the call names.</summary>
    public string? Region { get; init; }

    /// <summary>Part of an image id or name that the call names.</summary>
    public string? Image { get; init; }

    /// <summary>The first matching call that is hit, counted from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many matching calls are hit from there on; null = one, but all with a <see cref="Probability"/>, of <see cref="FaultKind.RegionDown"/>, and within a <see cref="Duration"/> of refusals.</summary>
    public int? Times { get; init; }

    /// <summary>How likely a matching call is hit, above 0 and at most 1; null = certain.</summary>
    public double? Probability { get; init; }

    /// <summary>Decides which calls a <see cref="Probability"/> hits: the same seed, the same calls; null = 0.</summary>
    public int? Seed { get; init; }

    /// <summary>Refusals: how long, from the first hit on. <see cref="FaultKind.SlowAnswer"/>: how long the answer takes. <see cref="FaultKind.VisibilityLag"/>: how long unseen. Scaled as resources are.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>ECS code of a refusal.</summary>
    public string? Code { get; init; }

    /// <summary>HTTP status of a refusal.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Message of a refusal, or output of <see cref="FaultKind.FailCommand"/>.</summary>
    public string? Message { get; init; }

    /// <summary>For the header <c>x-acs-retry-after</c> of a refusal.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where a copy fails or stalls, 0–99; null = 40 and 99.</summary>
    public int? Percent { get; init; }

    /// <summary>Exit code of <see cref="FaultKind.FailCommand"/>, 1–255; null = 1.</summary>
    public int? ExitCode { get; init; }

    internal bool IsRefusal => Kind is FaultKind.Throttle or FaultKind.ServerError or FaultKind.Error or FaultKind.RegionDown;

    /// <summary>Whether it is over after a while, not after a count.</summary>
    internal bool IsLasting => IsRefusal && Duration is not null;

    internal int MaxHits => Times ?? (IsLasting || Probability is not null || Kind == FaultKind.RegionDown ? int.MaxValue : 1);

    /// <summary>What is wrong with it and what would be right; null = nothing.</summary>
    internal string? Problem() => this switch
    {
        _ when !Enum.IsDefined(Kind) => $"kind {Kind} is unknown",
        { Nth: < 1 } => $"nth is {Nth}; calls are counted from 1",
        { Times: < 1 } => $"times is {Times}; give 1 or more, or leave it out",
        { Duration: { } duration } when duration <= TimeSpan.Zero => $"duration is {duration}; give a positive one",
        { RetryAfter: { } wait } when wait <= TimeSpan.Zero => $"retryAfter is {wait}; give a positive one",
        { Probability: not (null or > 0 and <= 1) } => $"probability is {Probability}; give more than 0 and at most 1",
        { Percent: < 0 or > 99 } => $"percent is {Percent}; give 0 to 99",
        { ExitCode: < 1 or > 255 } => $"exitCode is {ExitCode}; give 1 to 255",
        { HttpStatus: < 400 or > 599 } => $"httpStatus is {HttpStatus}; give 400 to 599",
        { Kind: FaultKind.Error, Code: null } => "code is missing; an error needs one",
        { Kind: FaultKind.VisibilityLag, Duration: null } => "duration is missing; a visibilityLag needs one",
        { Kind: FaultKind.SlowAnswer, Duration: null } => "duration is missing; a slowAnswer needs one",
        { Kind: FaultKind.RegionDown, Region: null } => "region is missing; a regionDown needs one",
        _ => null,
    };

    internal bool Matches(Call call) =>
        (Account is null || Account == call.Account)
        && (Action is null || Action == call.Action)
        && (Region is null || Region == call.Region || Region == call.RegionOfResource || (Kind == FaultKind.RegionDown && Region == call.Parameters.Optional("RegionId")))
        && (Image is null || call.NamesImage(Image))
        && (IsRefusal || !call.IsDryRun);

    internal ApiException ToRefusal() => Kind switch
    {
        FaultKind.Throttle => new(HttpStatus ?? 400, Code ?? "Throttling.User", Message ?? "Request was denied due to user flow control.", RetryAfter),
        FaultKind.RegionDown => new(HttpStatus ?? 503, Code ?? "ServiceUnavailable.RegionMaintaining", Message ?? "System maintenance is in progress on the selected region, please wait a few minutes before trying again.", RetryAfter),
        FaultKind.ServerError when HttpStatus == 503 => new(503, Code ?? "ServiceUnavailable", Message ?? "The request has failed due to a temporary failure of the server.", RetryAfter),
        FaultKind.ServerError => new(HttpStatus ?? 500, Code ?? "InternalError", Message ?? "The request processing has failed due to some unknown error.", RetryAfter),
        _ => new(HttpStatus ?? 400, Code!, Message ?? $"Scripted: {Code}.", RetryAfter),
    };
}
