using Google.Protobuf;

namespace SharedImages.Rehearsal;

/// <summary>A worker's call that waits for a task.</summary>
internal sealed class Poller(QueueKey queue, Connection connection, string identity, string worker)
{
    private readonly TaskCompletionSource<IMessage?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public QueueKey Queue => queue;

    public Connection Connection => connection;

    public string Identity => identity;

    /// <summary>The worker's instance key.</summary>
    public string Worker => worker;

    /// <summary>What it was given.</summary>
    public HandedOut? Task { get; set; }

    /// <summary>Null = no task; poll again.</summary>
    public Task<IMessage?> Answer => answer.Task;

    public void Give(IMessage? task) => answer.TrySetResult(task);
}
