using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>What fits together under <c>present</c>: owners, regions and names that exist, and no id given twice.</summary>
internal sealed class PresentChecks
{
    private readonly SimulatorWorld world;
    private readonly Action<string, string> error;
    private readonly HashSet<string> accounts;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    private PresentChecks(SimulatorWorld world, Action<string, string> error)
    {
        (this.world, this.error) = (world, error);
        accounts = world.Accounts.Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="present">What was read.</param>
    /// <param name="world">The world around it.</param>
    /// <param name="error">Takes a path such as <c>$.images[3]</c> and what is wrong there.</param>
    public static void Check(Present present, SimulatorWorld world, Action<string, string> error)
    {
        var checks = new PresentChecks(world, error);
        var images = present.Images.Select(image => image.ImageId).ToHashSet(StringComparer.Ordinal);
        var waiting = present.Images.Where(image => image.Copy is { IsWaiting: true }).Select(image => image.ImageId).ToHashSet(StringComparer.Ordinal);
        var instances = present.Instances.Select(instance => instance.InstanceId).ToHashSet(StringComparer.Ordinal);
        var booted = present.Disks.Where(disk => disk.IsSystem).Select(disk => disk.InstanceId).ToHashSet(StringComparer.Ordinal);
        checks.Resources("images", present.Images, image => (image.ImageId, image.Owner, image.Region));
        checks.Resources("snapshots", present.Snapshots, snapshot => (snapshot.SnapshotId, snapshot.Owner, snapshot.Region));
        checks.Resources("instances", present.Instances, instance => (instance.InstanceId, instance.Owner, instance.Region));
        checks.Resources("disks", present.Disks, disk => (disk.DiskId, disk.Owner, disk.Region));
        checks.Resources("commands", present.Commands, command => (command.CommandId, command.Owner, command.Region));
        checks.Resources("invocations", present.Invocations, invocation => (invocation.InvokeId, invocation.Command.Owner, invocation.Command.Region));
        checks.Resources("tasks", present.Tasks, task => (task.TaskId, task.Owner, task.Region));
        checks.Each("sessions", present.Sessions, session => checks.Id(session.Id) ?? checks.Account(session.Principal.Account) ?? (session.SecurityToken is null ? "the field securityToken is missing" : null));
        checks.Each("faults", present.Faults, fault => checks.Id(fault.Id) ?? fault.Fault.Problem());
        checks.Each("images", present.Images, image => image.Copy is { IsOpen: true, SourceImageId: var source } && !images.Contains(source!) ? $"there is no image {source}, which it is a copy of" : null);
        checks.Each("waitingCopies", present.WaitingCopies, id => waiting.Contains(id) ? null : $"there is no image {id} whose copy waits");
        checks.Each("leaving", present.Leaving, leave => instances.Contains(leave.Instance) ? null : $"there is no instance {leave.Instance}");
        checks.Each("disks", present.Disks, disk => disk.InstanceId is null || instances.Contains(disk.InstanceId) ? null : $"there is no instance {disk.InstanceId}");
        checks.Each("instances", present.Instances, instance => booted.Contains(instance.InstanceId) ? null : $"the instance {instance.InstanceId} has no system disk");
        if (present.Format != Present.CurrentFormat)
        {
            error("$.format", string.Create(CultureInfo.InvariantCulture, $"the format is {present.Format}; this program knows {Present.CurrentFormat}"));
        }

        checks.Each("ledger", present.Ledger.Zip(present.Ledger.Prepend(null)).ToList(), pair => pair.Second is null || pair.First.Number == pair.Second.Number + 1 ? null : $"the entry {pair.First.Number} does not follow the one before");

        var market = new Market(world);
        checks.Each("stock", present.Stock, stock => market.Zone(stock.Zone) is null || market.Type(stock.Type) is null ? $"there is no zone {stock.Zone} or no instance type {stock.Type}" : null);
        checks.Each("clientTokens", present.ClientTokens, token => token.Answer is null || IsObject(token.Answer) ? null : "the answer is not a group of fields in JSON");
    }

    private static bool IsObject(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Resources<T>(string field, IReadOnlyList<T> resources, Func<T, (string Id, string Owner, string Region)> of) => Each(field, resources, resource =>
    {
        var (id, owner, region) = of(resource);
        return Id(id) ?? Account(owner) ?? (world.Regions.Contains(region, StringComparer.Ordinal) ? null : $"there is no region {region}");
    });

    private string? Id(string id) => ids.Add(id) ? null : $"the id {id} is given twice; give it once";

    private string? Account(string account) => accounts.Contains(account) ? null : $"the account {account} is not in this world";

    private void Each<T>(string field, IReadOnlyList<T> items, Func<T, string?> problem)
    {
        for (var index = 0; index < items.Count; index++)
        {
            if (problem(items[index]) is { } text)
            {
                error(string.Create(CultureInfo.InvariantCulture, $"$.{field}[{index}]"), text);
            }
        }
    }
}
