namespace SharedImages.Workflows;

/// <summary>An image that carries the name of the refresh, but that no run of this installation has made.</summary>
/// <param name="Region">Its region.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="Why">What speaks against it.</param>
public sealed record ForeignImage(string Region, string ImageId, string Why);
