namespace SharedImages.Workflows;

/// <summary>Input of <see cref="ISharingActivities.ChangeSharesAsync"/> and <see cref="ISharingActivities.RestoreSharesAsync"/>.</summary>
/// <param name="Region">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Account">UID that the operation began with.</param>
/// <param name="Add">UIDs that must have it afterwards.</param>
/// <param name="Remove">UIDs that must not.</param>
public sealed record ChangeSharesRequest(string Region, string ImageId, string Account, IReadOnlyList<string> Add, IReadOnlyList<string> Remove)
{
    /// <summary>The image as messages and rows name it.</summary>
    public override string ToString() => $"{Region}/{ImageId}";
}
