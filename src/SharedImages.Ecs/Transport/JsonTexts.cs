using System.Text.Json;
using System.Text.Unicode;

namespace SharedImages.Ecs;

/// <summary>What can be said of JSON by its bytes alone.</summary>
internal static class JsonTexts
{
    /// <summary>Whether all its texts have a value: readers decode a text only when they are asked for it, and throw something else then.</summary>
    public static bool CanBeDecoded(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && (!HasEscapedLetters(json) || CanBeDecodedOneByOne(json));

    /// <summary>Whether the text may be somewhere in it; false is certain.</summary>
    public static bool MayHave(ReadOnlySpan<byte> json, ReadOnlySpan<byte> text) => json.IndexOf(text) >= 0 || HasEscapedLetters(json);

    /// <summary>Any JSON.</summary>
    /// <exception cref="JsonException">Not JSON, or with texts that have no value.</exception>
    public static JsonElement Parse(byte[] json)
    {
        if (!CanBeDecoded(json))
        {
            throw new JsonException();
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    // Only these can make half a character, or a letter that is not seen.
    private static bool HasEscapedLetters(ReadOnlySpan<byte> json) => json.IndexOf("\\u"u8) >= 0;

    private static bool CanBeDecodedOneByOne(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
