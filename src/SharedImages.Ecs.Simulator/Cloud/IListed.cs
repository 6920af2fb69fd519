namespace SharedImages.Ecs.Simulator;

/// <summary>A resource that listings show.</summary>
internal interface IListed
{
    /// <summary>Never changes.</summary>
    Place Place { get; }

    /// <summary>The catalogue's own note; null = it is in none.</summary>
    Listed? Listed { get; set; }

    /// <summary>Has somebody told whenever something changes by which it may be found.</summary>
    void Watch(Action changed);
}
