namespace SharedImages.Workflows;

/// <summary>The names of channels that other languages and operators use. Public API, as <see cref="ContractNames"/> are.</summary>
public static class ChannelNames
{
    /// <summary>Workflow type that moves a channel.</summary>
    public const string SetChannel = "SetChannel";

    /// <summary>Workflow type that holds the channels of an image name and how they were moved.</summary>
    public const string ChannelHistory = "ChannelHistory";

    /// <summary>First part of the workflow ids of what moves channels.</summary>
    public const string Prefix = "channel";

    /// <summary>First part of the workflow ids of histories.</summary>
    public const string HistoryPrefix = "channels";

    /// <summary>Signal to a history: a channel was moved.</summary>
    public const string Moved = "Moved";

    /// <summary>Query of a history: how its channels were moved.</summary>
    public const string Moves = "Moves";

    /// <summary>Memo key of a history: where its channels are.</summary>
    public const string ChannelsMemo = "channels";

    /// <summary>The workflow id of the history of an image name.</summary>
    public static string HistoryId(string name) => $"{HistoryPrefix}/{name}";
}
