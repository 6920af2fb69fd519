namespace SharedImages.Ecs.Simulator;

/// <summary>All that has come to be in a simulator, as a world file keeps it under <c>present</c>. Times are absolute.</summary>
internal sealed record Present
{
    /// <summary>The only <see cref="Format"/> so far.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The moment of all this.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Named by their position from what they make; an image and its snapshots have one and the same.</summary>
    public IReadOnlyList<CreationJobState> Jobs { get; init; } = [];

    public IReadOnlyList<ImageRecord> Images { get; init; } = [];

    /// <summary>Ids of the images whose copies have no slot yet, in their turn.</summary>
    public IReadOnlyList<string> WaitingCopies { get; init; } = [];

    public IReadOnlyList<SnapshotRecord> Snapshots { get; init; } = [];

    public IReadOnlyList<StockCount> Stock { get; init; } = [];

    public IReadOnlyList<InstanceRecord> Instances { get; init; } = [];

    public IReadOnlyList<CloudDisk> Disks { get; init; } = [];

    /// <summary>Instances that will vanish by themselves.</summary>
    public IReadOnlyList<Leave> Leaving { get; init; } = [];

    public IReadOnlyList<CommandRecord> Commands { get; init; } = [];

    public IReadOnlyList<Invocation> Invocations { get; init; } = [];

    public IReadOnlyList<TaskRecord> Tasks { get; init; } = [];

    public IReadOnlyList<ClientTokenState> ClientTokens { get; init; } = [];

    public IReadOnlyList<SigningKey> Sessions { get; init; } = [];

    public IReadOnlyList<FaultState> Faults { get; init; } = [];

    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>Ids of resources that were given; so are the other counters.</summary>
    public int Ids { get; init; }

    public int Addresses { get; init; }

    public int Requests { get; init; }

    public int Assumed { get; init; }

    public int Scripted { get; init; }

    /// <summary>Comes last, so that a file whose end is missing is none.</summary>
    public required int Format { get; init; }

    /// <summary>An instance and when it vanishes.</summary>
    internal sealed record Leave(string Instance, DateTimeOffset At);
}
