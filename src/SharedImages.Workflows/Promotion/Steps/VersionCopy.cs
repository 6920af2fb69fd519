namespace SharedImages.Workflows;

/// <summary>An own image that carries a promotion's name and version.</summary>
/// <param name="Region">Its region.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="Status">ECS's status.</param>
/// <param name="SourceImageId">The source in its lineage.</param>
/// <param name="Content">The content digest in its lineage; empty when it has none.</param>
/// <param name="AsSource">What its source was, as far as the copy tells; null unless it is an Available intake.</param>
public sealed record VersionCopy(string Region, string ImageId, string Status, string SourceImageId, string Content, SourceImage? AsSource);
