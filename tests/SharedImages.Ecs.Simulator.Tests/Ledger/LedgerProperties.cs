using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class LedgerProperties
{
    private const string Hangzhou = "cn-hangzhou";

    /// <summary>What is done, to which resource, and how.</summary>
    private static readonly Gen<(int Step, int Number, int Way)[]> Steps = Gen.Select(Gen.Int[0, 22], Gen.Int[0, 9], Gen.Int[0, 3]).Array[1, 25];

    [Fact]
    public async Task Whatever_is_done_the_ledger_knows_who_did_it_and_what_is_left() => await Steps.SampleAsync(
        async steps =>
        {
            await using var site = await Site.StartAsync();
            var start = site.State.Ledger;
            foreach (var (step, number, way) in steps)
            {
                await site.Do(step, number, way);
            }

            var ledger = site.State.Ledger;
            ledger.Entries.Where(entry => entry.Cause == LedgerCause.Unknown).ShouldBeEmpty();
            AllNamed(ledger, site.State);
            LeftIsTheState(ledger, site.State);
            EntriesLeadTo(start, ledger);
        },
        iter: 2000,
        threads: 1);

    private static void AllNamed(SimulatedLedger ledger, SimulatorState state)
    {
        var calls = state.Requests.ToDictionary(request => request.RequestId, StringComparer.Ordinal);
        foreach (var entry in ledger.Entries.Where(entry => entry.Cause == LedgerCause.Call))
        {
            var call = calls[entry.RequestId!];
            (call.Code, call.Action, call.Caller, call.Parameters.GetValueOrDefault("ClientToken")).ShouldBe(("OK", entry.Action, entry.Caller, entry.ClientToken));
        }
    }

    private static void LeftIsTheState(SimulatedLedger ledger, SimulatorState state)
    {
        Of(LedgerKind.Image).ShouldBe(state.Images().Select(image =>
            $"{image.ImageId} {image.Account} {image.Region} {image.Status} {image.Name} {Text(image.Tags)} {string.Join(',', image.SharedWith)}").Order(StringComparer.Ordinal));
        Of(LedgerKind.Snapshot).ShouldBe(state.Snapshots().Select(snapshot => $"{snapshot.SnapshotId} {snapshot.Account} {snapshot.Region} {snapshot.Status}").Order(StringComparer.Ordinal));
        Of(LedgerKind.Instance).ShouldBe(state.Instances().Select(instance => $"{instance.InstanceId} {instance.Account} {instance.Region} {instance.Status} {instance.ImageId}").Order(StringComparer.Ordinal));
        Of(LedgerKind.Disk).ShouldBe(state.Disks().Select(disk => $"{disk.DiskId} {disk.Account} {disk.Region} {disk.Status} {disk.InstanceId}").Order(StringComparer.Ordinal));

        IEnumerable<string> Of(LedgerKind kind) => ledger.Left.Where(resource => resource.Kind == kind).Select(Line).Order(StringComparer.Ordinal);
    }

    private static string Line(LedgerResource resource)
    {
        var common = $"{resource.ResourceId} {resource.Owner} {resource.Region} {resource.Attributes["status"]}";
        return resource.Kind switch
        {
            LedgerKind.Image => $"{common} {resource.Attributes["name"]} {Text(resource.Tags)} {string.Join(',', resource.SharedWith)}",
            LedgerKind.Snapshot => common,
            LedgerKind.Instance => $"{common} {resource.Attributes["image"]}",
            _ => $"{common} {resource.Attributes["instance"]}",
        };
    }

    /// <summary>Who begins with what was there and follows the entries comes to what is left.</summary>
    private static void EntriesLeadTo(SimulatedLedger start, SimulatedLedger end)
    {
        var facts = Facts(start);
        foreach (var entry in end.Entries)
        {
            var (there, tag, share) = (entry.ResourceId, $"{entry.ResourceId} tag {entry.What}=", $"{entry.ResourceId} share {entry.What}");
            var follows = entry.Effect switch
            {
                LedgerEffect.Made => facts.Add(there),
                LedgerEffect.Removed => facts.Remove(there) && facts.RemoveWhere(fact => fact.StartsWith($"{there} ", StringComparison.Ordinal)) >= 0,
                LedgerEffect.Tagged => (entry.Before is null || facts.Remove(tag + entry.Before)) && facts.Add(tag + entry.After),
                LedgerEffect.Untagged => facts.Remove(tag + entry.Before),
                LedgerEffect.Shared => facts.Add(share),
                LedgerEffect.Unshared => facts.Remove(share),
                _ => entry.Before != entry.After,
            };
            follows.ShouldBeTrue($"{entry} does not follow from what was before.");
        }

        facts.Order(StringComparer.Ordinal).ShouldBe(Facts(end).Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Facts(SimulatedLedger ledger) =>
    [
        .. ledger.Left.Select(resource => resource.ResourceId),
        .. ledger.Left.SelectMany(resource => resource.Tags.Select(tag => $"{resource.ResourceId} tag {tag.Key}={tag.Value}")),
        .. ledger.Shares.Select(share => $"{share.ImageId} share {share.Account}"),
    ];

    private static string Text(IReadOnlyDictionary<string, string> tags) => string.Join(',', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));

    /// <summary>A simulator of its own for one sequence.</summary>
    private sealed class Site(EcsSimulator simulator, FakeTimeProvider time) : IAsyncDisposable
    {
        private readonly Caller us = new(simulator.Endpoint, SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys[0], time);

        public SimulatorState State => simulator.State;

        public static async Task<Site> StartAsync()
        {
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
            return new Site(await EcsSimulator.StartAsync(new EcsSimulatorOptions { Time = time, WallClock = time }), time);
        }

        public async ValueTask DisposeAsync()
        {
            us.Dispose();
            await simulator.DisposeAsync();
        }

        public Task Do(int step, int number, int way)
        {
            var image = Pick(State.Images(SimulatorWorld.OurAccount, Hangzhou).Select(image => image.ImageId), number, "m-none");
            var instance = Pick(State.Instances().Select(instance => instance.InstanceId), number, "i-none");
            var disk = Pick(State.Disks().Select(disk => disk.DiskId), number, "d-none");
            var snapshot = Pick(State.Snapshots(SimulatorWorld.OurAccount, Hangzhou).Select(snapshot => snapshot.SnapshotId), number, "s-none");
            return step switch
            {
                0 or 1 or 2 => Call("CopyImage", ("ImageId", SimulatorWorld.PlainImageId), ("DestinationImageName", $"copy-{number}"), ("Tag.1.Key", "sharedimages:copy-key"), ("Tag.1.Value", way), ("ClientToken", $"token-{number}")),
                3 => Call("CopyImage", ("ImageId", image), ("DestinationRegionId", "cn-shanghai"), ("DestinationImageName", $"far-{number}")),
                4 => Call("CancelCopyImage", ("ImageId", image)),
                5 => Call("DeleteImage", ("ImageId", image), ("Force", way > 0)),
                6 => Call("ModifyImageAttribute", ("ImageId", image), ("ImageName", $"name-{number}"), ("Description", way), ("Status", way == 0 ? "Deprecated" : "Available")),
                7 => Call("ModifyImageSharePermission", ("ImageId", image), (way < 3 ? "AddAccount.1" : "RemoveAccount.1", SimulatorWorld.ConsumerAccount)),
                8 => Call("TagResources", ("ResourceType", "image"), ("ResourceId.1", image), ("Tag.1.Key", "team"), ("Tag.1.Value", way)),
                9 => Call("TagResources", ("ResourceType", "disk"), ("ResourceId.1", disk), ("Tag.1.Key", "team"), ("Tag.1.Value", way)),
                10 => Call("UntagResources", ("ResourceType", way < 2 ? "image" : "disk"), ("ResourceId.1", way < 2 ? image : disk), ("All", true)),
                11 or 12 => Call("RunInstances", ("ImageId", SimulatorWorld.PlainImageId), ("InstanceType", "ecs.g7.large"), ("Amount", 1 + (way % 2)), ("DataDisk.1.Size", 20), ("DataDisk.1.DeleteWithInstance", way > 1)),
                13 => Call(way < 2 ? "StopInstance" : "StartInstance", ("InstanceId", instance)),
                14 => Call("DeleteInstances", ("InstanceId.1", instance), ("Force", true)),
                15 => Call("ReplaceSystemDisk", ("InstanceId", instance), ("ImageId", SimulatorWorld.PlainImageId)),
                16 => Call("ReInitDisk", ("DiskId", disk)),
                17 => Call("CreateSnapshot", ("DiskId", disk)),
                18 => Call("DeleteSnapshot", ("SnapshotId", snapshot), ("Force", way > 1)),
                19 => Call("CreateImage", way < 2 ? ("InstanceId", instance) : ("SnapshotId", snapshot), ("ImageName", $"built-{number}")),
                20 => Script(way),
                21 => Meddle(way, image, instance),
                _ => Wait(TimeSpan.FromSeconds(15 * way)),
            };
        }

        private static string Pick(IEnumerable<string> ids, int number, string none) => ids.ToList() is { Count: > 0 } some ? some[number % some.Count] : none;

        private async Task Call(string action, params (string Name, object Value)[] parameters)
        {
            try
            {
                await us.Try(action, [("RegionId", Hangzhou), .. parameters]);
            }
            catch (HttpRequestException)
            {
                // Its answer is lost, as scripted.
            }
        }

        private Task Script(int way)
        {
            simulator.Faults.Add(new Fault { Kind = new[] { FaultKind.FailCopy, FaultKind.FailLaunch, FaultKind.LoseAnswer, FaultKind.DropFeatures }[way] });
            return Task.CompletedTask;
        }

        private Task Meddle(int way, string image, string instance)
        {
            try
            {
                Meddling(way)(way == 3 ? instance : image);
            }
            catch (KeyNotFoundException)
            {
                // There is none yet.
            }

            return Task.CompletedTask;
        }

        private Action<string> Meddling(int way) => way switch
        {
            0 => _ => State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "from-outside" }),
            1 => id => State.ShareImage(id, SimulatorWorld.ConsumerAccount),
            2 => State.DeprecateImage,
            _ => id => State.LockInstance(id),
        };

        private Task Wait(TimeSpan span)
        {
            time.Advance(span);
            return Task.CompletedTask;
        }
    }
}
