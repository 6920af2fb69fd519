using Temporalio.Testing;

namespace SharedImages.Flows.Tests;

/// <summary>
/// One real dev server for all tests. Its program comes from <c>SHAREDIMAGES_TEMPORAL</c>, else from PATH; without one the tests that need
/// it are skipped, and say so.
/// </summary>
public sealed class TemporalServer : IAsyncLifetime
{
    public const string Variable = "SHAREDIMAGES_TEMPORAL";

    private WorkflowEnvironment? environment;

    public WorkflowEnvironment Environment
    {
        get
        {
            Assert.SkipWhen(environment is null, $"needs a Temporal server: set {Variable} to the temporal program, or put it on PATH (https://docs.temporal.io/cli)");
            return environment!;
        }
    }

    public bool IsThere => environment is not null;

    public async ValueTask InitializeAsync()
    {
        if (Program() is not { } program)
        {
            return;
        }

        environment = await WorkflowEnvironment.StartLocalAsync(new()
        {
            DataConverter = ContractJson.DataConverter,
            SearchAttributes = [.. ContractNames.SearchAttributes],
            DevServerOptions = new() { ExistingPath = program, LogLevel = "error", StartupTimeout = TimeSpan.FromSeconds(60) },
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (environment is not null)
        {
            await environment.ShutdownAsync();
        }
    }

    private static string? Program() =>
        System.Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : (System.Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Select(folder => Path.Combine(folder, "temporal"))
                .FirstOrDefault(File.Exists);
}
