using CsCheck;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class StockProperties : SimulatorTest
{
    private const int Stock = 4;

    /// <summary>What is done, with how many or which instance, and the smallest number that a launch is content with.</summary>
    private static readonly Gen<(int Step, int Number, int Least)[]> Steps = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 6], Gen.Int[0, 6]).Array[1, 15];

    private readonly Dictionary<string, bool> holdsPlace = new(StringComparer.Ordinal);

    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with { Zones = [new WorldZone { Region = Hangzhou, Id = "z", Stock = [new WorldStock("ecs.g7.large", Stock)] }] },
    };

    private int Left => Stock - holdsPlace.Values.Count(holds => holds);

    [Fact]
    public async Task Whatever_is_launched_stopped_started_and_deleted_there_is_as_much_as_is_not_taken() => await Steps.SampleAsync(
        async steps =>
        {
            foreach (var (step, number, least) in steps)
            {
                await (step == 0 ? LaunchSome(number, least) : Change(step, number));
                Time.Advance(TimeSpan.FromMinutes(1));
                State.Instances().Count.ShouldBe(holdsPlace.Count);
                Left.ShouldBeInRange(0, Stock);
            }

            foreach (var id in holdsPlace.Keys)
            {
                await Us.Call("DeleteInstance", ("InstanceId", id), ("Force", true));
            }

            holdsPlace.Clear();
        },
        iter: 30,
        threads: 1);

    private async Task LaunchSome(int amount, int least)
    {
        var reply = await Launch(SimulatorWorld.PlainImageId, ("Amount", amount), ("MinAmount", least == 0 ? "" : least));
        var content = least == 0 ? amount : least;
        if (content > amount)
        {
            reply.ShouldBe(400, "InvalidMinAmount.Malformed");
            return;
        }

        if (content > Left)
        {
            reply.ShouldBe(403, "OperationDenied.NoStock");
            return;
        }

        reply.InstanceIds.Count.ShouldBe(Math.Min(amount, Left));
        foreach (var id in reply.InstanceIds)
        {
            holdsPlace[id] = true;
        }
    }

    private async Task Change(int step, int number)
    {
        if (holdsPlace.Count == 0)
        {
            return;
        }

        var id = holdsPlace.Keys.ElementAt(number % holdsPlace.Count);
        var status = State.Instance(id).Status;
        switch (step)
        {
            case 1:
                (await Us.Try("StopInstance", ("InstanceId", id), ("StoppedMode", "StopCharging"))).Code.ShouldBe(status == "Running" ? "OK" : "IncorrectInstanceStatus");
                holdsPlace[id] &= status != "Running";
                break;
            case 2:
                (await Us.Try("StopInstance", ("InstanceId", id), ("StoppedMode", "KeepCharging"))).Code.ShouldBe(status == "Running" ? "OK" : "IncorrectInstanceStatus");
                break;
            case 3:
                var fits = holdsPlace[id] || Left > 0;
                (await Us.Try("StartInstance", ("InstanceId", id))).Code.ShouldBe(status != "Stopped" ? "IncorrectInstanceStatus" : fits ? "OK" : "OperationDenied.NoStock");
                holdsPlace[id] |= status == "Stopped" && fits;
                break;
            default:
                await Us.Call("DeleteInstance", ("InstanceId", id), ("Force", true));
                holdsPlace.Remove(id);
                break;
        }
    }
}
