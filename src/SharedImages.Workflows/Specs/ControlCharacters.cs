namespace SharedImages.Workflows;

/// <summary>
/// Characters that a terminal obeys instead of showing, or that turn the text around them: they have no place in a spec, and nothing prints
/// them as they are.
/// </summary>
public static class ControlCharacters
{
    /// <summary>
    /// Whether it is one: all of Unicode's category Cc (ESC, and the one-character forms of CSI and OSC, are among them), the separators of
    /// lines and paragraphs, and the marks, embeddings, overrides and isolates of bidirectional text.
    /// </summary>
    public static bool Is(char c) => char.IsControl(c) || c
        is '\u061C'
        or '\u200E'
        or '\u200F'
        or (>= '\u2028' and <= '\u202E')
        or (>= '\u2066' and <= '\u2069');

    /// <summary>The first one in the text; null when there is none.</summary>
    public static char? First(string text)
    {
        foreach (var c in text)
        {
            if (Is(c))
            {
                return c;
            }
        }

        return null;
    }
}
