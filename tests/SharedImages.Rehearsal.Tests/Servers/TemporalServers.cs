using SharedImages.Rehearsal.Tests;
using Temporalio.Testing;

[assembly: AssemblyFixture(typeof(TemporalServers))]

namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// The servers of all behaviours. The real one's program comes from <c>SHAREDIMAGES_TEMPORAL</c>, else from PATH; without one its tests are
/// skipped, and say so.
/// </summary>
public sealed class TemporalServers : IAsyncLifetime
{
    public const string Variable = "SHAREDIMAGES_TEMPORAL";

    private WorkflowEnvironment? real;

    /// <summary>The real server, which all behaviours share, or a new rehearsal.</summary>
    public async Task<(WorkflowEnvironment Environment, bool IsOwn)> GetAsync(Server server)
    {
        if (server == Server.Rehearsal)
        {
            return (await RehearsalEnvironment.StartAsync(new() { SearchAttributes = Attributes.All }), true);
        }

        Assert.SkipWhen(real is null, $"needs a Temporal server: set {Variable} to the temporal program, or put it on PATH (https://docs.temporal.io/cli)");
        return (real!, false);
    }

    public async ValueTask InitializeAsync()
    {
        if (Program() is not { } program)
        {
            return;
        }

        real = await WorkflowEnvironment.StartLocalAsync(new()
        {
            SearchAttributes = Attributes.All,
            DevServerOptions = new() { ExistingPath = program, LogLevel = "error", StartupTimeout = TimeSpan.FromSeconds(60) },
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (real is not null)
        {
            await real.ShutdownAsync();
        }
    }

    private static string? Program() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Select(folder => Path.Combine(folder, "temporal"))
                .FirstOrDefault(File.Exists);
}
