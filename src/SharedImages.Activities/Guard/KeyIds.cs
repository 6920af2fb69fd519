namespace SharedImages.Activities;

/// <summary>KMS keys as a spec names them, by id, ARN or alias, and as ECS does.</summary>
internal static class KeyIds
{
    /// <summary>Whether a key that the spec names may be the one that a snapshot names.</summary>
    public static bool AreSame(string expected, string actual) => actual.Length > 0 && (IsAlias(expected) || Id(expected) == Id(actual));

    private static bool IsAlias(string key) => Id(key).StartsWith("alias", StringComparison.Ordinal) || key.Contains("alias/", StringComparison.Ordinal);

    private static string Id(string key) => key[(key.LastIndexOf('/') + 1)..];
}
