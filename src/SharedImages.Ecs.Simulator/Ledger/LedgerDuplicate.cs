namespace SharedImages.Ecs.Simulator;

/// <summary>Images of one account, region and copy key that different calls made and that were there at the same time.</summary>
/// <param name="Owner">Owner's UID.</param>
/// <param name="Region">Their region.</param>
/// <param name="CopyKey">Value of the tag <c>sharedimages:copy-key</c>.</param>
/// <param name="Images">In the order in which they were made; some may be gone.</param>
public sealed record LedgerDuplicate(string Owner, string Region, string CopyKey, IReadOnlyList<LedgerDuplicate.Copy> Images)
{
    /// <summary>One of them.</summary>
    /// <param name="ImageId">Its id.</param>
    /// <param name="IsLeft">Whether it is still there.</param>
    /// <param name="MadeBy">Id of the call that made it; null = no call.</param>
    public sealed record Copy(string ImageId, bool IsLeft, string? MadeBy = null);
}
