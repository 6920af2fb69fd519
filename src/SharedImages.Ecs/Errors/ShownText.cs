namespace SharedImages.Ecs;

/// <summary>Texts of others that end up in logs and histories.</summary>
internal static class ShownText
{
    /// <summary>In one line, without characters that steer a terminal.</summary>
    public static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)) : text;
}
