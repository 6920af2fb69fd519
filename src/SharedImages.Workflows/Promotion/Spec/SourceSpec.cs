namespace SharedImages.Workflows;

/// <summary>The source image: by id, or the newest available one whose name matches.</summary>
/// <param name="Region">Its region. Required.</param>
/// <param name="Owner">UID of the account that owns it. Required.</param>
/// <param name="ImageId">Its id; null when <paramref name="NamePattern"/> is given.</param>
/// <param name="NamePattern">Name with <c>*</c> for any characters; null when <paramref name="ImageId"/> is given.</param>
public sealed record SourceSpec(string Region, string Owner, string? ImageId, string? NamePattern);
