using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>Tags of a resource by key. Pure.</summary>
internal static class TagValues
{
    /// <summary>The value of a tag; empty when there is none.</summary>
    public static string ValueOf(this IEnumerable<Tag> tags, string key) => tags.FirstOrDefault(tag => tag.Key == key)?.Value ?? "";
}
