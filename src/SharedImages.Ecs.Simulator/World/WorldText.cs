using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using static SharedImages.Ecs.Simulator.Present;

namespace SharedImages.Ecs.Simulator;

/// <summary>Writes a simulator's world as it is now: a world file that another one can start with.</summary>
internal sealed class WorldText(SimulatorWorld world, Cloud cloud, Identities identities, FaultScript faults, ClientTokens tokens, Gateway gateway)
{
    private const string Head = "# A simulated world as it was at a moment; docs/simulator.md says what is in it.\n";

    private static readonly JsonSerializerOptions Options = new(AdminJson.Options)
    {
        Converters = { new DurationConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameStockType } },
    };

    public string Write(IReadOnlyList<FaultState> inForce) => Head + YamlWriter.Write(cloud.Enter(() =>
    {
        var json = JsonSerializer.SerializeToNode(Definitions(), Options)!.AsObject();
        json["present"] = PresentJson.Write(Present(inForce), Jobs(), cloud.Market);
        return json;
    }));

    public IReadOnlyList<FaultState> Faults() => [.. faults.All.Select(fault => fault.State())];

    private SimulatorWorld Definitions() => world with
    {
        Accounts = [.. world.Accounts.Select(account => account with
        {
            AccessKeys = [.. account.AccessKeys.Select(key => key with { Enabled = identities.Key(key.Id)!.IsEnabled })],
            Keys = [.. cloud.Account(account.Id)!.Keys],
            Images = [],
            Instances = [],
        })],
        Faults = [],
    };

    private IEnumerable<CreationJob> Jobs() =>
        cloud.Images.All.Select(image => image.Job).Concat(cloud.Snapshots.All.Select(snapshot => snapshot.Job)).OfType<CreationJob>();

    private Present Present(IReadOnlyList<FaultState> inForce)
    {
        var (sessions, assumed) = identities.Sessions();
        return new Present
        {
            At = cloud.Now,
            Ids = cloud.Ids.Given,
            Addresses = cloud.Fleet.Numbers,
            Requests = gateway.Requests,
            Assumed = assumed,
            Scripted = faults.Added,
            Images = [.. cloud.Images.All],
            WaitingCopies = [.. cloud.Copies.Waiting.Select(image => image.ImageId)],
            Snapshots = [.. cloud.Snapshots.All],
            Stock = [.. cloud.Market.Counts],
            Instances = [.. cloud.Fleet.Instances.All],
            Disks = [.. cloud.Fleet.Disks.All],
            Leaving = [.. cloud.Fleet.Leaving.Select(leave => new Leave(leave.Instance.InstanceId, leave.At))],
            Commands = [.. cloud.Commands.All],
            Invocations = [.. cloud.Invocations.All],
            Tasks = [.. cloud.Tasks.All],
            ClientTokens = tokens.State(),
            Sessions = sessions,
            Faults = inForce,
            Ledger = [.. cloud.Ledger.Entries],
            Format = CurrentFormat,
        };
    }

    private static void NameStockType(JsonTypeInfo type)
    {
        if (type.Type == typeof(WorldStock))
        {
            type.Properties.Single(property => property.Name == "instanceType").Name = "type";
        }
    }

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(
            value.Ticks % TimeSpan.TicksPerSecond == 0 && value.TotalSeconds <= int.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"{(long)value.TotalSeconds}s")
                : value.ToString("c", CultureInfo.InvariantCulture));
    }
}
