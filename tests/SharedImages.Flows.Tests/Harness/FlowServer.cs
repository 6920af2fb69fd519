using SharedImages.Flows.Tests;
using SharedImages.Rehearsal;
using Temporalio.Testing;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(FlowServer))]
// On a real server most of a test's time is waiting.
[assembly: Parallelization(MaxThreads = 4)]

namespace SharedImages.Flows.Tests;

/// <summary>
/// What the flow tests run on: one real dev server for all of them, or without one, or with <c>SHAREDIMAGES_TEST_SERVER=rehearsal</c>, a
/// rehearsal for each: the same workflows, activities and worker on virtual time.
/// </summary>
public sealed class FlowServer : IAsyncLifetime
{
    public const string ChoiceVariable = "SHAREDIMAGES_TEST_SERVER";

    /// <summary>Trait of the classes whose tests play on rehearsals whatever the others run on: CI, which plays all others once more on a rehearsal, leaves them out then.</summary>
    public const string Trait = "Server";

    /// <summary>Value of <see cref="Trait"/>.</summary>
    public const string RehearsedAlone = "Rehearsal";

    private readonly TemporalServer real = new();

    /// <summary>Skips what cannot be rehearsed.</summary>
    public void NeedsRealServer(string reason) => Assert.SkipUnless(real.IsThere, $"needs a real Temporal server, because {reason}");

    /// <summary>The shared real server, or a new rehearsal of one's own.</summary>
    public async Task<(WorkflowEnvironment Environment, bool IsOwn)> GetAsync() => real.IsThere
        ? (real.Environment, false)
        : (await RehearseAsync(), true);

    public static async Task<WorkflowEnvironment> RehearseAsync(TimeSpan? retention = null, long? seed = null) =>
        await RehearsalEnvironment.StartAsync(new() { DataConverter = ContractJson.DataConverter, SearchAttributes = ContractNames.SearchAttributes, Retention = retention, Seed = seed });

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(ChoiceVariable) != "rehearsal")
        {
            await real.InitializeAsync();
        }
    }

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
