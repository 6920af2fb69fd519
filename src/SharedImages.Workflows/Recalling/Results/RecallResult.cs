namespace SharedImages.Workflows;

/// <summary>How a recall ended.</summary>
public sealed record RecallResult() : OperationResult(RecallSpec.SpecKind)
{
    /// <summary>Images of ours that were bad, or came of a bad one, by region; empty when nothing was begun.</summary>
    public IReadOnlyList<RecallOutcome> Images { get; init; } = [];

    /// <summary>Images that no promotion of ours made, and that nothing of ours takes any more.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Promotions that were canceled, by workflow id.</summary>
    public IReadOnlyList<string> Promotions { get; init; } = [];

    /// <summary>Schedules that were paused.</summary>
    public IReadOnlyList<string> Schedules { get; init; } = [];

    /// <summary>Channels that pointed to the images.</summary>
    public IReadOnlyList<ChannelRecall> Channels { get; init; } = [];

    /// <summary>Accounts that had the images.</summary>
    public IReadOnlyList<string> TakenFrom { get; init; } = [];

    /// <summary>How many instances of ours run from the images.</summary>
    public int InstanceCount { get; init; }

    /// <summary>The first of them, by region: the input of a replacement.</summary>
    public IReadOnlyList<RecalledInstance> Instances { get; init; } = [];

    /// <summary>What is to be looked at by hand, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
