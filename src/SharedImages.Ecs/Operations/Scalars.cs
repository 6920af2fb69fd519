using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Reads scalars that come as themselves or as text (facts §1.7); what is null, empty or odd has no value.</summary>
internal static class Scalars
{
    // Far longer than any form of a time.
    private const int MaxTimeLength = 64;

    /// <summary>The value; null when there is none.</summary>
    public static T? Read<T>(ref Utf8JsonReader reader, TryParseScalar<T> tryParse)
        where T : struct
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var text = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        return tryParse(text, out var value) ? value : null;
    }

    public static bool TryBool(ReadOnlySpan<byte> text, out bool value) => Utf8Parser.TryParse(text, out value, out var length) && length == text.Length;

    /// <summary>A whole number, a percentage included: <c>45</c>, <c>45%</c>.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out int value) => int.TryParse(text.TrimEnd((byte)'%'), NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    public static bool TryDecimal(ReadOnlySpan<byte> text, out decimal value) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    public static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        if (TryUsualTime(text, out value))
        {
            return true;
        }

        Span<char> characters = stackalloc char[MaxTimeLength];
        return text.Length <= MaxTimeLength
            && DateTimeOffset.TryParse(
                characters[..Encoding.UTF8.GetChars(text, characters)], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
    }

    // yyyy-MM-ddTHH:mm:ssZ; the parser that is fast wants the fractions of a second, too.
    private static bool TryUsualTime(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text is not [.. { Length: 19 } seconds, (byte)'Z'])
        {
            return false;
        }

        Span<byte> exact = stackalloc byte[28];
        seconds.CopyTo(exact);
        ".0000000Z"u8.CopyTo(exact[seconds.Length..]);
        return Utf8Parser.TryParse(exact, out value, out _, 'O');
    }
}
