namespace SharedImages.Workflows;

/// <summary>Whom an image is shared with.</summary>
/// <param name="Region">Its region.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="Accounts">UIDs.</param>
public sealed record ImageShares(string Region, string ImageId, IReadOnlyList<string> Accounts);
