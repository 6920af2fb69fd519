using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>A launch as any language sends it: one JSON object. Begins as three instances of an own plain image in each of some regions, wherever there is stock.</summary>
public sealed class LaunchBuilder
{
    private static readonly SimulatorWorld World = SimulatorWorld.Default();

    private readonly Flow flow;
    private readonly Dictionary<string, object?> spec;

    public LaunchBuilder(Flow flow, string imageId, params string[] regions)
    {
        this.flow = flow;
        Version = flow.Spec().Version;
        spec = new(StringComparer.Ordinal)
        {
            ["apiVersion"] = ContractNames.ApiVersion,
            ["kind"] = LaunchSpec.SpecKind,
            ["name"] = "web",
            ["version"] = Version,
            ["image"] = new { owner = SimulatorWorld.OurAccount, imageId },
            ["targets"] = regions.Select(region => Target(region)).ToArray(),
            ["instance"] = new { name = "web", tags = new { team = "platform" } },
        };
    }

    public string Version { get; }

    public string WorkflowId => OperationKinds.Launch.WorkflowId("web", Version);

    /// <summary>What the worker must allow for it.</summary>
    public static TrustOptions Allowing(TrustOptions trust) => trust with
    {
        Launching = new() { MaxInstances = 200, InstanceTypes = ["ecs.g7.*", "ecs.g8y.large"], Networks = ["vsw-*", "sg-*"] },
        Testing = new() { Commands = new(true, []) },
    };

    /// <summary>A target: in all vSwitches of the region.</summary>
    public static object Target(string region, int count = 3, int? atLeast = null, string[]? types = null) => new
    {
        region,
        count,
        atLeast = atLeast ?? count,
        instanceTypes = types ?? ["ecs.g7.large"],
        vSwitches = VSwitches(region),
        securityGroups = new[] { World.SecurityGroupsOf(region)[0] },
    };

    /// <summary>Those of the region's zones, in order.</summary>
    public static string[] VSwitches(string region) => [.. World.ZonesOf(region).Select(zone => zone.VSwitches[0])];

    /// <summary>The id of the region's nth zone.</summary>
    public static string Zone(string region, int index) => World.ZonesOf(region)[index].Id;

    /// <summary>Sets a field, or leaves it out when the value is null.</summary>
    public LaunchBuilder With(string field, object? value)
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
        ContractNames.LaunchInstances,
        [spec],
        new(workflowId ?? WorkflowId, flow.TaskQueue) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting, IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicateFailedOnly });

    /// <summary>Runs the launch to its end; a failed one gives the result in the failure's details.</summary>
    public async Task<LaunchResult> RunAsync() => await ResultAsync(await StartAsync());

    public static Task<LaunchResult> ResultAsync(WorkflowHandle handle) => Flow.ResultAsync<LaunchResult>(handle);

    /// <summary>Cancels, waits, and reads what the run says of itself.</summary>
    public static async Task<LaunchResult> CancelAsync(WorkflowHandle handle)
    {
        await handle.CancelAsync();
        return await Flow.CanceledAsync<LaunchResult>(handle);
    }
}
