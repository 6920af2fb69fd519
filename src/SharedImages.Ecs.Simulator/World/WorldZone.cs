namespace SharedImages.Ecs.Simulator;

/// <summary>A zone of a region: what is sold there, and how much of it is left.</summary>
public sealed record WorldZone
{
    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>For example <c>cn-hangzhou-i</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whether anything is sold there at all (<c>Zone.NotOnSale</c>).</summary>
    public bool OnSale { get; init; } = true;

    /// <summary>Ids of the instance types sold there; none = all (<c>InvalidInstanceType.ZoneNotSupported</c>).</summary>
    public IReadOnlyList<string> InstanceTypes { get; init; } = [];

    /// <summary>How many instances of a type there can be; a type that is not named is plentiful (<c>OperationDenied.NoStock</c>).</summary>
    public IReadOnlyList<WorldStock> Stock { get; init; } = [];

    /// <summary>Ids of its vSwitches, open to every account; none given = one whose id follows from the zone's.</summary>
    public IReadOnlyList<string> VSwitches
    {
        get => field.Count > 0 ? field : [Ids.Of("vsw", Id)];
        init;
    }

    = [];

    /// <summary>Whether system disks can be encrypted there; facts §4.3 E15 names two zones where they cannot.</summary>
    public bool EncryptsSystemDisks { get; init; } = true;

    /// <summary>Categories of disks sold there; none = all (<c>OperationDenied.ZoneSystemCategoryNotMatch</c>, <c>CategoryNotSupported</c>).</summary>
    public IReadOnlyList<string> DiskCategories { get; init; } = [];

    /// <summary>What is special about it.</summary>
    public IReadOnlyList<ZoneCondition> Conditions { get; init; } = [];

    internal bool Is(ZoneCondition condition) => Conditions.Contains(condition);

    internal bool Offers(WorldInstanceType type) => InstanceTypes.Count == 0 || InstanceTypes.Contains(type.Id, StringComparer.Ordinal);
}
