namespace SharedImages.Ecs;

/// <summary>A request that ECS answers with a list; all its pages are read.</summary>
/// <typeparam name="TItem">What is listed.</typeparam>
public abstract record EcsListRequest<TItem> : EcsRequest<IReadOnlyList<TItem>>
{
    internal abstract Listing Listing { get; }

    /// <summary>Whether it is already known that there is nothing to find: an empty list of ids might be taken for no filter at all.</summary>
    internal virtual bool FindsNothing => false;

    internal sealed override Task<IReadOnlyList<TItem>> SendAsync(SendCall send, CancellationToken cancellationToken) => Listing.Paging switch
    {
        _ when FindsNothing => Task.FromResult<IReadOnlyList<TItem>>([]),
        Paging.Number => Pages.ByNumberAsync(this, send, cancellationToken),
        _ => Pages.ByTokenAsync(this, send, cancellationToken),
    };
}
