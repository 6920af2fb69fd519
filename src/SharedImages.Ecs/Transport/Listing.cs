namespace SharedImages.Ecs;

/// <summary>Where an answer holds a list: <c>Images.Image[]</c>, each element with an <c>ImageId</c>.</summary>
internal sealed record Listing(string Outer, string Inner, string Id);
