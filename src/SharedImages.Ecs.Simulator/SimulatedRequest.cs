namespace SharedImages.Ecs.Simulator;

/// <summary>A request that the simulator answered, or whose effect happened.</summary>
public sealed record SimulatedRequest
{
    /// <summary>As the answer says it; no two requests have the same.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>When it came, by the clock of resources.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>From then until it was answered or cut, by the same clock; while the answer is slowed or held, until its effect.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The caller's account; empty when it was not known.</summary>
    public string Account { get; init; } = "";

    /// <summary>ARN of the caller: the account, a user or an assumed role; empty when it was not known.</summary>
    public string Caller { get; init; } = "";

    /// <summary>The operation.</summary>
    public string Action { get; init; } = "";

    /// <summary>The region of the effect: of CopyImage the destination.</summary>
    public string Region { get; init; } = "";

    /// <summary>Those of the operation, as sent: neither those of the signature, nor an OIDC token, nor a password.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = SmallMap.Empty;

    /// <summary><c>OK</c>, or the error's code.</summary>
    public string Code { get; init; } = "";

    /// <summary>HTTP status that was answered, or would have been.</summary>
    public int HttpStatus { get; init; }

    /// <summary>Ids of the scripted faults that hit it, in order.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>The image in the answer, else in the request; else empty.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>The exception behind an <c>InternalError</c> that was not scripted: a bug of the simulator. Else null.</summary>
    public string? Detail { get; init; }
}
