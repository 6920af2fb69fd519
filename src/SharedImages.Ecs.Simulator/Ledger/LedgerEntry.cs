namespace SharedImages.Ecs.Simulator;

/// <summary>One effect on one resource.</summary>
public sealed record LedgerEntry
{
    /// <summary>Counted from 1, in the order in which it happened.</summary>
    public required long Number { get; init; }

    /// <summary>When it was noticed: of a call its moment, of the service the first look at the cloud after it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What became of the resource.</summary>
    public required LedgerEffect Effect { get; init; }

    /// <summary>Of the resource.</summary>
    public required LedgerKind Kind { get; init; }

    /// <summary>Of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>UID of the resource's owner.</summary>
    public required string Owner { get; init; }

    /// <summary>The resource's region.</summary>
    public required string Region { get; init; }

    /// <summary>The attribute, the account or the tag; empty for the resource as a whole.</summary>
    public required string What { get; init; }

    /// <summary>Its value before; null = none.</summary>
    public string? Before { get; init; }

    /// <summary>Its value since; null = none.</summary>
    public string? After { get; init; }

    /// <summary>Who brought it about.</summary>
    public required LedgerCause Cause { get; init; }

    /// <summary>Of the call, as in <see cref="SimulatedRequest.RequestId"/>; null = no call.</summary>
    public string? RequestId { get; init; }

    /// <summary>ARN of the caller; null = no call.</summary>
    public string? Caller { get; init; }

    /// <summary>The call's operation; null = no call.</summary>
    public string? Action { get; init; }

    /// <summary>The call's client token; null = no call, or without.</summary>
    public string? ClientToken { get; init; }
}
