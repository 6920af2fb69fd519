using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli.Tests;

[Collection(ProgramRun.Collection)]
public sealed class LedgerCommandTests
{
    private const string Hangzhou = "cn-hangzhou";

    [Fact]
    public async Task ImagesOfOneCopyKey_AreShownAndExitOne()
    {
        await using var simulator = await EcsSimulator.StartAsync(new EcsSimulatorOptions { AdminPort = 0 });
        var first = simulator.State.AddImage(SimulatorWorld.OurAccount, Image("first"));
        (await RunAsync("--admin", simulator.AdminEndpoint!.ToString())).ShouldBe(ExitCode.Done);

        var second = simulator.State.AddImage(SimulatorWorld.OurAccount, Image("second"));

        (await RunAsync("--admin", simulator.AdminEndpoint.ToString())).ShouldBe(ExitCode.Failed);
        var text = new StringWriter();
        LedgerText.Write(text, simulator.State.Ledger);
        var lines = text.ToString().Split(Environment.NewLine);
        lines.Where(line => line.StartsWith("  k ", StringComparison.Ordinal)).ShouldBe([$"  k         {first}  {SimulatorWorld.OurAccount}  {Hangzhou}  left", $"  k         {second}  {SimulatorWorld.OurAccount}  {Hangzhou}  left"]);
        lines.ShouldContain($"  {SimulatorWorld.PlainImageId}  {SimulatorWorld.PublisherAccount}  {Hangzhou}  {SimulatorWorld.OurAccount}");
        lines[(Array.IndexOf(lines, "Removed") + 1)].ShouldBe("  none");
    }

    [Fact]
    public async Task AnAddressWithoutALedger_ExitsTwo()
    {
        await using var simulator = await EcsSimulator.StartAsync();

        var run = await ProgramRun.OfAsync("ledger", "--admin", simulator.Endpoint.ToString());

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        run.Errors.ShouldHaveSingleItem().ShouldStartWith($"There is no ledger at {simulator.Endpoint} (");
    }

    private static WorldImage Image(string name) => new()
    {
        Region = Hangzhou,
        Name = name,
        Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [SharedImages.Workflows.Lineage.CopyKey] = "k" },
    };

    private static async Task<int> RunAsync(params string[] arguments) => (await ProgramRun.OfAsync(["ledger", .. arguments])).ExitCode;
}
