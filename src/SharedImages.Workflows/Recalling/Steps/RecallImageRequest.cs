namespace SharedImages.Workflows;

/// <summary>Input of the steps of one image.</summary>
/// <param name="Account">UID that the recall began with.</param>
/// <param name="Region">The image's region.</param>
/// <param name="ImageId">The image.</param>
public sealed record RecallImageRequest(string Account, string Region, string ImageId)
{
    /// <summary>The image as rows name it.</summary>
    public override string ToString() => $"{Region}/{ImageId}";
}
