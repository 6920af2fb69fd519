namespace SharedImages.Workflows;

/// <summary>An instance of ours that runs from an image that must not be used.</summary>
/// <param name="Region">Its region.</param>
/// <param name="InstanceId">Its id.</param>
/// <param name="ImageId">The image.</param>
public sealed record RecalledInstance(string Region, string InstanceId, string ImageId);
