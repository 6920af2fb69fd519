using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Testing;

namespace SharedImages.Rehearsal;

/// <summary>
/// A test environment, as <see cref="WorkflowEnvironment.StartLocalAsync"/> and <see cref="WorkflowEnvironment.StartTimeSkippingAsync"/>
/// give one, without a program to start: an in-process Temporal frontend on a virtual clock. The real client and the real worker connect
/// to it. It is not a server: nothing is kept, nobody else can connect, and what it does not model is an error that says so.
/// </summary>
/// <remarks>
/// The clock jumps to the next due thing (timer, retry, timeout) when no worker is at a task, and somebody waits for time: for a result,
/// for an update, in <see cref="DelayAsync(TimeSpan, CancellationToken?)"/>, or on a timer of <see cref="Time"/>. It never moves while an
/// activity or a workflow task runs, unless the activity itself waits for time. A schedule acts when time passes, but is no reason for it to pass.
/// </remarks>
public sealed class RehearsalEnvironment : WorkflowEnvironment
{
    private readonly Kernel kernel;
    private readonly FrontendServer server;

    private RehearsalEnvironment(ITemporalClient client, Kernel kernel, FrontendServer server)
        : base(client)
    {
        this.kernel = kernel;
        this.server = server;
        Time = new VirtualTimeProvider(kernel);
    }

    /// <summary>
    /// The clock, for everything else that takes part: simulators, activities. A timer on it counts as somebody who waits; within an activity it
    /// lets time pass, and is no reason for it.
    /// </summary>
    public TimeProvider Time { get; }

    /// <summary>What all clients and workers together have caused so far that Temporal Cloud would bill.</summary>
    public ActionCounts Actions => kernel.Do(() => kernel.Actions with { });

    /// <inheritdoc/>
    public override bool SupportsTimeSkipping => true;

    /// <summary>Starts an environment.</summary>
    public static async Task<RehearsalEnvironment> StartAsync(RehearsalOptions? options = null)
    {
        var state = new Kernel(options ?? new());
        var frontend = await FrontendServer.StartAsync(state);
        return new(await ConnectAsync(state, frontend, null), state, frontend);
    }

    /// <summary>Another client with a connection of its own, for a worker that can be killed.</summary>
    /// <param name="identity">Its identity; <see cref="KillAsync"/> takes it.</param>
    public async Task<ITemporalClient> ConnectAsync(string identity) => await ConnectAsync(kernel, server, identity);

    /// <summary>
    /// Cuts a worker off as a crash does: its connection breaks, its tasks run into their timeouts, and what it still sends is refused.
    /// </summary>
    /// <param name="identity">Of the worker's client.</param>
    public Task KillAsync(string identity)
    {
        foreach (var connection in kernel.Do(() => kernel.Queues.Kill(identity)))
        {
            connection.Abort();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Ends when all that was due by then has settled: workflow tasks, activities that began, and what came of them at that moment.</remarks>
    public override Task DelayAsync(TimeSpan delay, CancellationToken? cancellationToken = null) => ActivityExecutionContext.HasCurrent
        ? Task.Delay(delay, Time, cancellationToken ?? CancellationToken.None)
        : kernel.DelayAsync(delay, cancellationToken ?? CancellationToken.None);

    /// <inheritdoc/>
    /// <remarks>Meanwhile only <see cref="DelayAsync(TimeSpan, CancellationToken?)"/> lets time pass: neither who waits for a result nor a timer does.</remarks>
    public override async Task<T> WithAutoTimeSkippingDisabledAsync<T>(Func<Task<T>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        kernel.Do(() => kernel.Clock.Locks++);
        try
        {
            return await func();
        }
        finally
        {
            kernel.Do(() => kernel.Clock.Locks--);
        }
    }

    /// <inheritdoc/>
    public override Task<DateTime> GetCurrentTimeAsync() => Task.FromResult(kernel.Clock.Now.UtcDateTime);

    /// <inheritdoc/>
    public override async Task ShutdownAsync()
    {
        await server.DisposeAsync();
        kernel.Dispose();
    }

    private static async Task<ITemporalClient> ConnectAsync(Kernel kernel, FrontendServer server, string? identity) =>
        await TemporalClient.ConnectAsync(new(server.Address)
        {
            Namespace = kernel.Options.Namespace,
            DataConverter = kernel.Options.DataConverter,
            LoggerFactory = kernel.Options.LoggerFactory,
            Identity = identity,
            Runtime = kernel.Options.Runtime,
            // It would only be packed and unpacked within one process.
            GrpcCompression = new GrpcCompression.None(),
        });
}
