using SharedImages.Flows.Tests;
using SharedImages.Rehearsal;
using Temporalio.Testing;

[assembly: AssemblyFixture(typeof(TemporalServer))]

namespace SharedImages.Flows.Tests;

/// <summary>
/// What the flow tests run on. With a Temporal program (<c>SHAREDIMAGES_TEMPORAL</c>, else PATH) one real dev server for all of them; without
/// one, or with <c>SHAREDIMAGES_TEST_SERVER=rehearsal</c>, a rehearsal for each: the same workflows and worker on virtual time.
/// </summary>
public sealed class TemporalServer : IAsyncLifetime
{
    public const string Variable = "SHAREDIMAGES_TEMPORAL";
    public const string ChoiceVariable = "SHAREDIMAGES_TEST_SERVER";

    private const string Rehearsal = "rehearsal";

    private WorkflowEnvironment? real;

    /// <summary>Says why a test cannot be rehearsed.</summary>
    public void NeedsRealServer(string reason) => Assert.SkipWhen(real is null, $"needs a real Temporal server, because {reason}");

    /// <summary>The shared real server, or a new rehearsal of one's own.</summary>
    public async Task<(WorkflowEnvironment Environment, bool IsOwn)> GetAsync() => real is null
        ? (await RehearsalEnvironment.StartAsync(new() { DataConverter = ContractJson.DataConverter, SearchAttributes = ContractNames.SearchAttributes }), true)
        : (real, false);

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(ChoiceVariable) == Rehearsal || Program() is not { } program)
        {
            return;
        }

        real = await WorkflowEnvironment.StartLocalAsync(new()
        {
            DataConverter = ContractJson.DataConverter,
            SearchAttributes = [.. ContractNames.SearchAttributes],
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
