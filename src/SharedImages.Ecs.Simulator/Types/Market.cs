namespace SharedImages.Ecs.Simulator;

/// <summary>What is sold where, and how much of it there can be (facts §2.16).</summary>
internal sealed class Market
{
    private readonly List<WorldZone> zones;
    private readonly Dictionary<(string Region, string Zone, string Type), int> counts = [];

    public Market(SimulatorWorld world)
    {
        Types = world.InstanceTypes;
        zones = [.. world.Regions.SelectMany(world.ZonesOf)];
        foreach (var zone in zones)
        {
            foreach (var stock in zone.Stock)
            {
                counts[(zone.Region, zone.Id, stock.InstanceType)] = stock.Count;
            }
        }
    }

    public IReadOnlyList<WorldInstanceType> Types { get; }

    /// <summary>Null when there is none.</summary>
    public WorldInstanceType? Type(string id) => Types.FirstOrDefault(type => type.Id == id);

    /// <summary>In the order of the world.</summary>
    public IEnumerable<WorldZone> ZonesOf(string region) => zones.Where(zone => zone.Region == region);

    /// <summary>Null when there is none.</summary>
    public WorldZone? Zone(string id) => zones.Find(zone => zone.Id == id);

    /// <summary>How many instances there can be; null = as many as anybody wants.</summary>
    public int? Count(WorldZone zone, WorldInstanceType type) =>
        counts.TryGetValue((zone.Region, zone.Id, type.Id), out var count) ? count : null;

    /// <summary>All counts that are limited.</summary>
    public IEnumerable<StockCount> Counts => counts.Select(count => new StockCount(count.Key.Zone, count.Key.Type, count.Value));

    public void SetCount(WorldZone zone, WorldInstanceType type, int count) => counts[(zone.Region, zone.Id, type.Id)] = count;
}
