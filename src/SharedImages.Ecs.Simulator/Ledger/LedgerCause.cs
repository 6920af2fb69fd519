namespace SharedImages.Ecs.Simulator;

/// <summary>Who brought an effect about.</summary>
public enum LedgerCause
{
    /// <summary>A call, which the entry names.</summary>
    Call,

    /// <summary>The service by itself, as time goes by: a copy ends or fails, an instance starts or is released.</summary>
    Service,

    /// <summary>Someone at the admin endpoint, or a test.</summary>
    Outside,

    /// <summary>Nobody that is known: it was found when the ledger was looked at. A bug of the simulator.</summary>
    Unknown,
}
