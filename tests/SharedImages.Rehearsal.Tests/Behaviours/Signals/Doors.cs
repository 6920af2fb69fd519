using System.Collections.Concurrent;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Lets a test act while a workflow task runs: the workflow stands before a door until the test opens it. Never in a real workflow.</summary>
internal sealed class Doors : IDisposable
{
    private static readonly ConcurrentDictionary<string, Doors> All = new();

    private readonly ManualResetEventSlim open = new();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string name;

    private Doors(string name) => this.name = name;

    public Task Reached => reached.Task;

    public static Doors Create(string name) => All[name] = new(name);

    /// <summary>Waits before the door of this name, less long than a workflow task may take.</summary>
    public static void Pass(string name)
    {
        var door = All[name];
        door.reached.TrySetResult();
        door.open.Wait(TimeSpan.FromSeconds(1.5));
    }

    public void Open() => open.Set();

    public void Dispose()
    {
        All.TryRemove(name, out _);
        open.Dispose();
    }
}
