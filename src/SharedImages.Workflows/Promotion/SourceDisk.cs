namespace SharedImages.Workflows;

/// <summary>One disk of the source image.</summary>
/// <param name="Device">For example <c>/dev/xvda</c>.</param>
/// <param name="SizeGiB">GiB.</param>
public sealed record SourceDisk(string Device, int SizeGiB);
