namespace SharedImages.Ecs.Simulator;

/// <summary>What is sold where, and how much of it there can be (facts §2.16).</summary>
internal sealed class Market
{
    private readonly Dictionary<string, WorldZone> _zones;
    private readonly Dictionary<(string Zone, string Type), int> _counts = [];

    public Market(SimulatorWorld world)
    {
        Types = world.InstanceTypes;
        _zones = world.Regions.SelectMany(world.ZonesOf).ToDictionary(zone => zone.Id, StringComparer.Ordinal);
        foreach (var zone in _zones.Values)
        {
            foreach (var stock in zone.Stock)
            {
                _counts[(zone.Id, stock.InstanceType)] = stock.Count;
            }
        }
    }

    public IReadOnlyList<WorldInstanceType> Types { get; }

    /// <summary>Null when there is none.</summary>
    public WorldInstanceType? Type(string id) => Types.FirstOrDefault(type => type.Id == id);

    /// <summary>In the order of the world.</summary>
    public IEnumerable<WorldZone> ZonesOf(string region) => _zones.Values.Where(zone => zone.Region == region);

    /// <summary>Null when there is none.</summary>
    public WorldZone? Zone(string id) => _zones.GetValueOrDefault(id);

    public void SetCount(WorldZone zone, WorldInstanceType type, int count) => _counts[(zone.Id, type.Id)] = count;

    /// <summary>How many instances there can be; null = as many as anybody wants.</summary>
    public int? Count(WorldZone zone, WorldInstanceType type) =>
        _counts.TryGetValue((zone.Id, type.Id), out var count) ? count : null;
}
