using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>Instances of ours in a flow's simulator, an old and a new image, and a replacement of the one by the other.</summary>
internal sealed class Fleet
{
    public const string Region = Flow.Home;

    private readonly Flow flow;
    private readonly int running;
    private readonly Dictionary<string, object?> spec;

    public Fleet(Flow flow, int running, int stopped = 0)
    {
        this.flow = flow;
        this.running = running;
        Old = AddImage("web-old");
        New = AddImage("web-new");
        Ids = [.. Enumerable.Range(0, running + stopped).Select(i => AddInstance(i < running ? "Running" : "Stopped"))];
        spec = new(StringComparer.Ordinal)
        {
            ["apiVersion"] = ContractNames.ApiVersion,
            ["kind"] = ReplacementSpec.SpecKind,
            ["name"] = "web-roll",
            ["version"] = flow.Spec().Version,
            ["image"] = new { owner = SimulatorWorld.OurAccount, imageId = New },
            ["instances"] = new[] { new { region = Region, running = Old } },
            ["pace"] = new { maxUnavailable = 10, stopAfter = 100 },
            ["keepOldDisk"] = "7d",
            ["onFailure"] = "keep",
        };
    }

    public string Old { get; }

    public string New { get; }

    public IReadOnlyList<string> Ids { get; }

    /// <summary>Whether it ran when the fleet began.</summary>
    public bool WasRunning(int index) => index < running;

    public string WorkflowId => ReplacementNames.WorkflowId("web-roll", (string)spec["version"]!);

    public string AddImage(string name, WorldImage? image = null) =>
        flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, (image ?? new() { Region = Region, Name = name }) with { Name = $"{name}-{flow.Spec().Version}" });

    public string AddInstance(string status, WorldInstance? instance = null) => flow.Simulator.State.AddInstance(SimulatorWorld.OurAccount, (instance ?? new()
    {
        Region = Region,
        Name = "web",
        Image = Old,
        Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["replaceable"] = "yes" },
    }) with
    {
        Status = status,
        // Of one namespace only one replacement may have an instance, whatever simulator it is in.
        Id = $"i-bp1{Guid.NewGuid():N}"[..22],
    });

    /// <summary>Sets a field, or leaves it out when the value is null.</summary>
    public Fleet With(string field, object? value)
    {
        spec[field] = value;
        if (value is null)
        {
            spec.Remove(field);
        }

        return this;
    }

    public object ToJson() => spec;

    public async Task<WorkflowHandle> StartAsync(string? workflowId = null) => await flow.Client.StartWorkflowAsync(
        ReplacementNames.ReplaceSystemDisks,
        [spec],
        new(workflowId ?? WorkflowId, flow.TaskQueue) { IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicate });

    public async Task<ReplacementResult> RunAsync() => await ResultAsync(await StartAsync());

    /// <summary>The result, or that of a failure; all histories can be replayed.</summary>
    public static Task<ReplacementResult> ResultAsync(WorkflowHandle handle) => Flow.ResultAsync<ReplacementResult>(handle, Histories.ReplayUncomparedAsync);

    /// <summary>The memo of a canceled run.</summary>
    public static Task<ReplacementResult> CanceledAsync(WorkflowHandle handle) => Flow.CanceledAsync<ReplacementResult>(handle, Histories.ReplayUncomparedAsync);

    public SimulatedInstance Instance(int index) => flow.Simulator.State.Instance(Ids[index]);

    /// <summary>What was done to ECS by a call, refused and repeated ones left out.</summary>
    public int Effects(string action, LedgerEffect effect, LedgerKind kind) =>
        flow.Simulator.State.Ledger.Entries.Count(entry => entry.Action == action && entry.Effect == effect && entry.Kind == kind);

    /// <summary>No disk was replaced twice, none is without its snapshot, none is left stopped, no mark is left.</summary>
    public void AssertSound(int replaced, int snapshots)
    {
        Effects("ReplaceSystemDisk", LedgerEffect.Made, LedgerKind.Disk).ShouldBe(replaced);
        Effects("CreateSnapshot", LedgerEffect.Made, LedgerKind.Snapshot).ShouldBe(snapshots);
        for (var i = 0; i < Ids.Count; i++)
        {
            Instance(i).Status.ShouldBe("Running");
            Instance(i).Tags.Keys.ShouldBe(["replaceable"]);
        }
    }

    /// <summary>Whether none is left stopped, and no mark is left.</summary>
    public bool IsSound() => Enumerable.Range(0, Ids.Count).All(i => Instance(i).Status == "Running" && Instance(i).Tags.Count == 1);

    public Task<OperationProgress> UntilParkedAsync(WorkflowHandle handle, string item) =>
        flow.UntilAsync(handle, progress => progress.Items.Any(row => row.Item == item && row.State == ItemState.Parked));
}
