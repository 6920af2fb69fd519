namespace SharedImages.Ecs.Simulator;

/// <summary>A resource that listings show.</summary>
internal interface IResource
{
    /// <summary>Never changes.</summary>
    ListPosition Position { get; }

    /// <summary>Has somebody told whenever something of it changes that it may be found by, or that the ledger keeps an account of.</summary>
    void Watch(Action changed);
}
