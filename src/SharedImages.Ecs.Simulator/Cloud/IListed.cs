namespace SharedImages.Ecs.Simulator;

/// <summary>A resource that listings show.</summary>
internal interface IListed<T>
    where T : class, IListed<T>
{
    /// <summary>Never changes.</summary>
    Place Place { get; }

    /// <summary>The catalogue's own note; null = it is in none.</summary>
    Listed<T>? Listed { get; set; }

    /// <summary>Has its catalogue told whenever something of it changes that somebody may find it by, or keeps an account of.</summary>
    void Watch(Action changed);
}
