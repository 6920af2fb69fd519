namespace SharedImages.Workflows;

/// <summary>Where the version of a source image comes from.</summary>
public enum VersionFrom
{
    /// <summary>What the <c>*</c> of <c>source.namePattern</c> stands for in its name.</summary>
    Matched,

    /// <summary>When it was made, in UTC and to the minute: <c>2026.11.24-0930</c>.</summary>
    Created,
}
