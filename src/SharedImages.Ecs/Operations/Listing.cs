namespace SharedImages.Ecs;

/// <summary>Where an answer holds a list: <c>Images.Image[]</c>, each element with an <c>ImageId</c>; and how it is cut into pages.</summary>
/// <param name="Outer">The wrapper's name.</param>
/// <param name="Inner">The list's name in it.</param>
/// <param name="Id">What each element must have.</param>
/// <param name="Paging">How it is cut into pages.</param>
/// <param name="PageSize">How many to ask for; null = the operation has no such parameter.</param>
/// <param name="Within">The object that holds all this; null = the answer itself.</param>
internal sealed record Listing(string Outer, string Inner, string Id, Paging Paging = Paging.Token, int? PageSize = null, string? Within = null);
