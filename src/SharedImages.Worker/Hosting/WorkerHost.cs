using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Extensions.Logging;
using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Client;
using Temporalio.Runtime;

namespace SharedImages.Worker;

/// <summary>Runs a worker.</summary>
public static class WorkerHost
{
    /// <summary>After SIGTERM or Ctrl-C the process has ended within this time; activities get <see cref="WorkerRegistration.GracefulShutdownTimeout"/> of it.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    private const int LongestName = 64;

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(3);

    // Temporal's core warns of each heartbeat that crosses with its activity's end: routine here, and no trouble.
    private const string CoreLogFilter = "WARN,temporalio_sdk_core::worker=ERROR,temporalio_sdk_core::worker::workflow=WARN";

    /// <summary>Connects, checks what the workflows need, finds out who we are, and works until SIGTERM, Ctrl-C or the token.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="connection">How Temporal is reached (<see cref="TemporalConnector.LoadOptions"/>); log and runtime are set here.</param>
    /// <param name="credentials">Who we are at ECS.</param>
    /// <param name="log">Gets everything, Temporal's own log included.</param>
    /// <param name="cancellationToken">Ends the worker as SIGTERM does.</param>
    /// <exception cref="SettingsException">There are no credentials, or they are of another account than the settings say.</exception>
    /// <exception cref="TemporalUnavailableException">Temporal cannot be used as it is.</exception>
    /// <exception cref="WorkerFailedException">The worker could not start, or died while working.</exception>
    public static async Task RunAsync(
        WorkerSettings settings,
        TemporalClientConnectOptions connection,
        ICredentialsProvider credentials,
        Serilog.ILogger log,
        CancellationToken cancellationToken = default)
    {
        var key = await FindKeyAsync(credentials, cancellationToken);
        using var ecs = EcsCarriers.CreateClient(settings, settings.Ecs with { ClocksRead = new ClockWatch(log).Read }, credentials);
        var account = new AccountFinder(ecs, settings.Account, TimeProvider.System, log);
        var installation = settings.Installation ?? InstallationName.Of(connection.Namespace, connection.TargetHost!);
        var activities = new WorkerActivities(ecs, () => settings.Trust, settings.Waiting, TimeProvider.System, installation);
        using var loggers = new SerilogLoggerFactory(log);
        connection.LoggerFactory = loggers;
        connection.Runtime = new TemporalRuntime(new()
        {
            Telemetry = new() { Logging = new() { Filter = new(CoreLogFilter), Forwarding = new(loggers.CreateLogger("Temporal")) } },
        });
        var client = await TemporalConnector.ConnectAsync(connection, cancellationToken);
        await SearchAttributes.EnsureAsync(client, cancellationToken);
        if (!await RecallRegister.EnsureAsync(client, settings.TaskQueue, cancellationToken))
        {
            log.Error(
                "The register of recalls ({Register}) was ended by somebody, so images are neither taken nor shared: find out who did it, begin it anew with '{Command:l} init --recalls', and run the recalls again that it held",
                RecallNames.RegisterId(settings.TaskQueue),
                Invocation.Program);
        }

        using var host = Build(settings, client, activities, account, key, log);
        var service = host.Services.GetServices<IHostedService>().OfType<TemporalWorkerService>().Single();
        await RunAsync(host, service, cancellationToken);
        if (service.ExecuteTask is { IsFaulted: true, Exception.InnerException: { } failure })
        {
            ThrowFailure(failure, settings, log);
        }

        log.Information("Worker stopped");
    }

    private static async Task RunAsync(IHost host, TemporalWorkerService service, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
            await host.WaitForShutdownAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (service.ExecuteTask is { IsFaulted: true })
        {
            // It died before the host had started, and why is what counts.
        }
    }

    private static void ThrowFailure(Exception failure, WorkerSettings settings, Serilog.ILogger log)
    {
        if (failure is SettingsException or WorkerFailedException)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        var cause = failure.GetBaseException();
        log.Debug(cause, "The worker died");
        throw new WorkerFailedException($"The worker on task queue '{settings.TaskQueue}' died: {cause.Message}", cause);
    }

    private static async Task<string> FindKeyAsync(ICredentialsProvider credentials, CancellationToken cancellationToken)
    {
        try
        {
            var key = SecretMask.KeyId((await credentials.GetAsync(cancellationToken)).AccessKeyId);
            return credentials.Source is { } source ? $"{key} ({source})" : key;
        }
        catch (EcsException e) when (e.Code == LocalCodes.NoCredentials)
        {
            throw new SettingsException([$"ECS calls cannot be signed: {e.EcsMessage}. The key must belong to the account that is to own the copies."]);
        }
        catch (EcsException e)
        {
            throw new WorkerFailedException($"ECS calls cannot be signed now: {e.Message}", e);
        }
    }

    private static IHost Build(WorkerSettings settings, TemporalClient client, WorkerActivities activities, AccountFinder account, string key, Serilog.ILogger log)
    {
        // Empty: no appsettings.json from the current folder, no second source of settings.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSerilog(log);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        if (settings.Health is { } health)
        {
            builder.Services.AddSingleton(_ => new HealthServer(health, cancellation => FindTroubleAsync(client, account, cancellation)));
            builder.Services.AddHostedService(services => services.GetRequiredService<HealthServer>());
        }

        // Last to start, first to stop: nothing is polled before all else works.
        builder.Services.AddHostedService(services => new TemporalWorkerService(
            client,
            WorkerRegistration.Options(settings.TaskQueue, activities.All),
            account,
            identity => Announce(settings, client, identity, key, services.GetService<HealthServer>(), log)));
        return builder.Build();
    }

    private static void Announce(WorkerSettings settings, TemporalClient client, CallerIdentity identity, string key, HealthServer? health, Serilog.ILogger log)
    {
        log.Information(
            "Worker ready: account {Account} as {Identity}, access key {AccessKey}, task queue {TaskQueue}, namespace {Namespace} at {Address}, installation {Installation}, {Owners} trusted owners{OwnCopies}, {Recipients} share recipients{Health}",
            identity.AccountId,
            NameOf(identity),
            key,
            settings.TaskQueue,
            client.Options.Namespace,
            client.Connection.Options.TargetHost,
            settings.Installation ?? InstallationName.Of(client.Options.Namespace, client.Connection.Options.TargetHost!),
            settings.Trust.TrustedOwners.Count,
            settings.Trust.OwnCopies ? " and own copies of unknown source" : "",
            settings.Trust.ShareRecipients.Count,
            health is null ? "" : $", health at {health.Endpoint}");
        if (settings.Trust.TrustedOwners.Count == 0)
        {
            log.Warning("TrustedOwners ({Variable}) is empty: images of other accounts are refused", SettingsSources.VariableOf("TrustedOwners"));
        }
    }

    // user/release, assumed-role/worker/session, root.
    private static string NameOf(CallerIdentity identity)
    {
        var name = identity.Arn[(identity.Arn.LastIndexOf(':') + 1)..];
        return name.Length is > 0 and <= LongestName ? name : identity.IdentityType;
    }

    private static async Task<string?> FindTroubleAsync(TemporalClient client, AccountFinder account, CancellationToken cancellation)
    {
        if (account.Trouble is { } trouble)
        {
            return trouble;
        }

        try
        {
            var isServing = await client.Connection.CheckHealthAsync(options: new() { Timeout = ProbeTimeout, CancellationToken = cancellation });
            return isServing ? null : "Temporal says that it does not serve.";
        }
        catch (Exception e) when (e is Temporalio.Exceptions.RpcException or InvalidOperationException or TimeoutException)
        {
            return $"Temporal does not answer: {e.Message}";
        }
    }
}
