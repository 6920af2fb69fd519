namespace SharedImages.Ecs;

/// <summary>Shows a name out of a file of profiles.</summary>
internal static class ProfileText
{
    private const int MaxLength = 100;

    /// <summary>The name in quotation marks, on one line and not longer than a name is.</summary>
    public static string Quote(string name)
    {
        var shown = string.Concat(name.Take(MaxLength).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
        return $"\"{shown}{(name.Length > MaxLength ? "…" : "")}\"";
    }
}
