namespace SharedImages.Ecs.Simulator;

/// <summary>An image that is shared with an account.</summary>
/// <param name="ImageId">The image.</param>
/// <param name="Owner">Owner's UID.</param>
/// <param name="Region">The image's region.</param>
/// <param name="Account">UID of the account that it is shared with.</param>
/// <param name="SharedBy">Id of the call that did it; null = it was so at the start, or no call that is still known.</param>
public sealed record LedgerShare(string ImageId, string Owner, string Region, string Account, string? SharedBy = null);
