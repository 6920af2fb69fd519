using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Whatever is done, and however time passes, the lists hold what a look through everything would find: 10 000 requests, the same in every run.</summary>
public sealed class ResourceListsFuzzTests
{
    private const int Worlds = 50;
    private const int RequestsPerWorld = 200;
    private const int Searches = 3;

    [Fact]
    public async Task The_lists_are_what_a_scan_finds()
    {
        var found = 0;
        for (var seed = 0; seed < Worlds; seed++)
        {
            var random = new Random(seed);
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
            var simulator = new DirectSimulator(World(), time);
            var generator = new RequestGenerator(random, simulator);
            for (var number = 0; number < RequestsPerWorld; number++)
            {
                await simulator.SendAsync(generator.Next().Request);
                time.Advance(TimeSpan.FromSeconds(random.Next(2) * random.Next(40)));
                simulator.Cloud.Enter(() => CheckLists(simulator.Cloud));
                found += simulator.Cloud.Enter(() => Enumerable.Range(0, Searches).Sum(_ => CheckSearches(simulator, generator, random)));
            }
        }

        found.ShouldBeGreaterThan(4_000);
    }

    /// <summary>A wall clock may be set back.</summary>
    [Fact]
    public async Task They_are_also_when_time_goes_back()
    {
        var time = new SettableTime();
        var simulator = new DirectSimulator(World(), time);
        var generator = new RequestGenerator(new Random(7), simulator);
        for (var number = 0; number < 500; number++)
        {
            await simulator.SendAsync(generator.Next().Request);
            time.Now += TimeSpan.FromSeconds(number % 3 == 0 ? -20 : 25);
            simulator.Cloud.Enter(() => CheckLists(simulator.Cloud));
        }
    }

    private static void CheckLists(Cloud cloud)
    {
        Check(cloud.ImageLists, cloud.Images.All, image => ImageKeys.Of(image, cloud.Now));
        Check(cloud.SnapshotLists, cloud.Snapshots.All, SnapshotKeys.Of);
        Check(cloud.InvocationLists, cloud.Invocations.All, invocation => invocation.Keys());
        Check(cloud.Fleet.InstanceLists, cloud.Fleet.Instances.All, InstanceKeys.Of);
        Check(cloud.Fleet.DiskLists, cloud.Fleet.Disks.All, DiskKeys.Of);
        foreach (var image in cloud.Images.All)
        {
            cloud.ImageNames.MayHave(image.Region, image.Name)?.ShouldContain(image);
            cloud.Copies.OpenOf(image).ShouldBe(cloud.Copies.Open.Where(copy => copy.Copy!.SourceImageId == image.ImageId), ignoreOrder: true);
        }
    }

    private static void Check<T>(ResourceLists<T> lists, IEnumerable<T> all, Func<T, IEnumerable<ListKey>> keysOf)
        where T : class, IResource
    {
        var expected = all.SelectMany(resource => keysOf(resource).Select(key => (key, resource))).ToLookup(entry => entry.key, entry => entry.resource);
        lists.All.Count.ShouldBe(expected.Count);
        foreach (var list in expected)
        {
            lists[list.Key].From(0).ShouldBe(InOrder(list));
        }
    }

    private static int CheckSearches(DirectSimulator simulator, RequestGenerator generator, Random random)
    {
        var cloud = simulator.Cloud;
        var image = Try(simulator, generator, random, "DescribeImages", call => new ImageFilter(call, call.RequiredRegion()).Search());
        var instance = Try(simulator, generator, random, "DescribeInstances", call =>
        {
            var search = call.OwnInstances(call.RequiredRegion());
            new InstanceFilter(call.Parameters).AddTo(search, call.Now);
            return search;
        });
        return Check(image, cloud.Images.All) + Check(instance, cloud.Fleet.Instances.All);
    }

    private static int Check<T>(Search<T>? search, IEnumerable<T> all)
        where T : class, IResource
    {
        if (search is null)
        {
            return 0;
        }

        var expected = InOrder(all.Where(search.Finds)).ToList();
        var found = search.Run();
        found.From().ShouldBe(expected);
        found.Page(1, 2).Page.ShouldBe(expected.Skip(1).Take(2));
        found.Page(1, 2).Count.ShouldBe(expected.Count);
        return expected.Count;
    }

    private static IEnumerable<T> InOrder<T>(IEnumerable<T> resources)
        where T : class, IResource => resources.OrderByDescending(resource => resource.Position.Ticks).ThenBy(resource => resource.Position.Id, StringComparer.Ordinal);

    /// <summary>Null = the parameters are refused.</summary>
    private static Search<T>? Try<T>(DirectSimulator simulator, RequestGenerator generator, Random random, string action, Func<Call, Search<T>> search)
        where T : class, IResource
    {
        var account = simulator.World.Accounts[random.Next(2) * random.Next(simulator.World.Accounts.Count)];
        var principal = Principal.Of(account.Id, account.AccessKeys[0]);
        try
        {
            var parameters = new Parameters(generator.ParametersOf(action));
            return search(new Call(simulator.Cloud, simulator.Faults, new Identities(simulator.World, simulator.Time), principal, action, parameters) { RequestId = "" });
        }
        catch (ApiException)
        {
            return null;
        }
    }

    private static SimulatorWorld World()
    {
        var world = SimulatorWorld.Default();
        return world with
        {
            Rules = world.Rules with
            {
                CopiesAtOnce = 2,
                ImageVisibilityLag = TimeSpan.FromSeconds(5),
                ShareVisibilityLag = TimeSpan.FromSeconds(15),
                InstanceVisibilityLag = TimeSpan.FromSeconds(15),
                UnsharingFailsCopies = true,
            },
        };
    }
}
