using System.Globalization;
using SharedImages.Ecs.Simulator;
using SharedImages.Ecs.Simulator.Tests;

namespace SharedImages.Benchmarks;

/// <summary>
/// A simulator with so many images in one region, nine of ten our own and the tenth another account's and shared with us, and a tenth as many
/// instances of ours. Whatever it is asked for, there are as many answers in a small one as in a large one.
/// </summary>
internal sealed class CostWorld
{
    public const string Region = "cn-hangzhou";
    public const string Us = SimulatorWorld.OurAccount;

    private const int PerFamily = 10;
    private const int Targets = 50;

    private readonly SettableTime time = new();
    private readonly DirectSimulator simulator;
    private readonly int images;

    public CostWorld(int images)
    {
        this.images = images;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        simulator = new DirectSimulator(World(), time);
        Memory = GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    /// <summary>Bytes that all of it takes.</summary>
    public long Memory { get; }

    public int Images => images;

    /// <summary>Ids that calls have made and others are to remove.</summary>
    public Queue<string> Made { get; } = new();

    /// <summary>The number of one of our images, the same few again and again, spread over all.</summary>
    public int Pick(int index) => index % Targets * (images * 9 / 10 / Targets);

    public static string ImageId(int number) => $"m-{Text(number)}";

    public static string ImageName(int number) => $"image-{Text(number)}";

    public static string Family(int number) => $"family-{Text(number / PerFamily)}";

    /// <summary>The number of one of our instances.</summary>
    public int PickInstance(int index) => index % Math.Min(Targets, images / 10) * Math.Max(1, images / 10 / Targets);

    public static string InstanceId(int number) => $"i-{Text(number)}";

    public static string Text(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    public DirectRequest Signed(string action, IEnumerable<KeyValuePair<string, string>> parameters) =>
        simulator.Signed(simulator.World.Account(Us).AccessKeys[0], action, parameters);

    public Task<DirectAnswer> SendAsync(DirectRequest request) => simulator.SendAsync(request);

    /// <summary>Lets what was begun end.</summary>
    public void PassTime() => time.Now += TimeSpan.FromMinutes(10);

    private SimulatorWorld World()
    {
        var world = SimulatorWorld.Default();
        return world with
        {
            Rules = world.Rules with { CallsPerMinute = int.MaxValue, InstancesPerMinute = int.MaxValue, ImageQuota = int.MaxValue, VcpuQuota = int.MaxValue, InstanceQuota = int.MaxValue, DiskQuota = int.MaxValue, SnapshotQuota = int.MaxValue, CopiesAtOnce = int.MaxValue, RememberNonces = false },
            Accounts = [.. world.Accounts.Select(account => account.Id switch
            {
                Us => account with
                {
                    Images = [.. Enumerable.Range(0, images * 9 / 10).Select(number => Image(number))],
                    Instances = [.. Enumerable.Range(0, images / 10).Select(Instance)],
                },
                SimulatorWorld.PublisherAccount => account with { Images = [.. Enumerable.Range(images * 9 / 10, images / 10).Select(number => Image(number) with { SharedWith = [Us] })] },
                _ => account with { Images = [] },
            })],
        };
    }

    // One a minute.
    private WorldImage Image(int number) => new()
    {
        Region = Region,
        Id = ImageId(number),
        Name = ImageName(number),
        Family = Family(number),
        CreationTime = time.GetUtcNow().AddMinutes(number - images),
        Tags = Tags(number),
    };

    private WorldInstance Instance(int number) => new()
    {
        Region = Region,
        Id = InstanceId(number),
        Name = $"instance-{Text(number)}",
        Image = ImageId(number),
        CreationTime = time.GetUtcNow().AddMinutes(number - images),
        Tags = Tags(number),
    };

    private static Dictionary<string, string> Tags(int number) => new(StringComparer.Ordinal) { ["number"] = Text(number), ["team"] = "web" };
}
