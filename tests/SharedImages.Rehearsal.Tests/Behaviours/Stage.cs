using System.Collections.Concurrent;
using Temporalio.Activities;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Testing;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// What a behaviour is played on: a server, a worker on a fresh task queue, and a record of what a caller sees. Activities are written
/// where they are needed, with <see cref="Activity"/>.
/// </summary>
internal sealed class Stage
{
    private readonly ConcurrentDictionary<string, Func<ActivityExecutionContext, IRawValue[], Task<object?>>> activities = new();
    private readonly List<string> seen = [];
    private readonly Names names;

    public Stage(WorkflowEnvironment environment, string taskQueue)
    {
        Environment = environment;
        TaskQueue = taskQueue;
        names = new(taskQueue);
    }

    public WorkflowEnvironment Environment { get; }

    public ITemporalClient Client => Environment.Client;

    public string TaskQueue { get; }

    /// <summary>The server's time.</summary>
    public TimeProvider Time => Environment is RehearsalEnvironment rehearsal ? rehearsal.Time : TimeProvider.System;

    /// <summary>What a caller has seen so far.</summary>
    public string Seen => string.Join('\n', seen);

    /// <summary>The runs that were started from here; their children and successors are found in their histories.</summary>
    public List<(string WorkflowId, string RunId)> Runs { get; } = [];

    public Names Names => names;

    /// <summary>A workflow id of this stage only.</summary>
    public string Id(string name) => $"{TaskQueue}/{name}";

    /// <summary>Notes what a caller sees.</summary>
    public void Saw(string what) => seen.Add(names.Of(what));

    /// <summary>Notes what a call gives to its caller.</summary>
    public async Task SawAsync<T>(string call, Func<Task<T>> make) => Saw($"{call}: {await Outcome.OfAsync(make)}");

    /// <summary>Notes how a call without a value ends for its caller.</summary>
    public Task SawAsync(string call, Func<Task> make) => SawAsync(call, async () =>
    {
        await make();
        return "done";
    });

    /// <summary>Notes how a run ends for a caller who waits for its result.</summary>
    public Task SawResultAsync(WorkflowHandle handle, bool followRuns = true) =>
        SawAsync(names.Of(handle.Id), () => handle.GetResultAsync<object?>(followRuns));

    /// <summary>What the activity of this name does on this stage's worker.</summary>
    public void AsyncActivity(string name, Func<ActivityExecutionContext, Task<object?>> body) => activities[name] = (context, _) => body(context);

    /// <inheritdoc cref="AsyncActivity"/>
    public void Activity(string name, Func<ActivityExecutionContext, object?> body) => AsyncActivity(name, context => Task.FromResult(body(context)));

    /// <summary>What an activity does that hangs: time passes, and it ends when it is told to, or its worker stops.</summary>
    public async Task<object?> HangAsync(ActivityExecutionContext context)
    {
        await Environment.DelayAsync(TimeSpan.FromMinutes(1), context.CancellationToken);
        return "hung";
    }

    /// <summary>Leaves the activity of this name to be completed from here; gives the token of its next attempt.</summary>
    public Task<byte[]> TokenAsync(string name)
    {
        var token = new TaskCompletionSource<byte[]>();
        Activity(name, context =>
        {
            token.TrySetResult(context.Info.TaskToken);
            throw new CompleteAsyncException();
        });
        return token.Task;
    }

    /// <summary>Awaits what comes with time, such as the next attempt of an activity.</summary>
    public async Task<T> InTimeAsync<T>(Task<T> coming)
    {
        using var source = new CancellationTokenSource();
        var time = Environment.DelayAsync(TimeSpan.FromMinutes(1), source.Token);
        var first = await Task.WhenAny(coming, time);
        await source.CancelAsync();
        return first == coming ? await coming : throw new TimeoutException("it has not come within a minute");
    }

    public async Task<WorkflowHandle> StartAsync<TWorkflow>(string name = "one", object? input = null, Action<WorkflowOptions>? with = null)
    {
        var options = new WorkflowOptions(Id(name), TaskQueue);
        with?.Invoke(options);
        var handle = await Client.StartWorkflowAsync(NameOf<TWorkflow>(), input is null ? [] : [input], options);
        Know(handle.Id, handle.ResultRunId!);
        return handle;
    }

    /// <summary>Notes whether a start is accepted, and which run it gives.</summary>
    public Task SawStartAsync<TWorkflow>(string call, string name = "one", object? input = null, Action<WorkflowOptions>? with = null) =>
        SawAsync(call, async () => (await StartAsync<TWorkflow>(name, input, with)).ResultRunId);

    /// <summary>Waits until the run's first task is done: what it does at its start has been asked of the server.</summary>
    public static Task BegunAsync(WorkflowHandle handle) => handle.QueryAsync<Temporalio.Api.Sdk.V1.WorkflowMetadata>("__temporal_workflow_metadata", []);

    /// <summary>What the server says of a run, with what the SDK's own description leaves out.</summary>
    public Task<DescribeWorkflowExecutionResponse> DescribeAsync(WorkflowHandle handle) => Client.WorkflowService.DescribeWorkflowExecutionAsync(new()
    {
        Namespace = Client.Options.Namespace,
        Execution = new() { WorkflowId = handle.Id, RunId = handle.ResultRunId },
    });

    /// <summary>Makes a run known that was started in another way.</summary>
    public void Know(string workflowId, string runId)
    {
        if (names.Learn(workflowId, runId))
        {
            Runs.Add((workflowId, runId));
        }
    }

    public static string NameOf<TWorkflow>() => WorkflowDefinition.Create<TWorkflow>().Name!;

    /// <summary>A worker on the stage's queue, or on another.</summary>
    public TemporalWorker Worker(IEnumerable<Type> workflows, string? taskQueue = null)
    {
        var options = new TemporalWorkerOptions(taskQueue ?? TaskQueue) { StickyQueueScheduleToStartTimeout = TimeSpan.FromSeconds(1) }.AddAllActivities(this);
        foreach (var workflow in workflows)
        {
            options.AddWorkflow(workflow);
        }

        return new(Client, options);
    }

    [Activity(Dynamic = true)]
    public Task<object?> PlayActivityAsync(IRawValue[] arguments)
    {
        var context = ActivityExecutionContext.Current;
        return activities[context.Info.ActivityType](context, arguments);
    }
}
