using System.Text;

namespace SharedImages.Ecs;

/// <summary>Short texts that recur from item to item, such as statuses, types and the names of tags: each is made once and then shared.</summary>
internal static class RecurringTexts
{
    private const int MaxLength = 32;

    // As many as there are places; a new text takes its place from the one before. A reference is written as a whole, so no lock is needed.
    private static readonly string?[] Known = new string?[1_024];

    /// <summary>The text of UTF-8 bytes.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var known = ref Known[PlaceOf(utf8)];
        return known is { } text && Ascii.Equals(utf8, text) ? text : known = Encoding.UTF8.GetString(utf8);
    }

    private static int PlaceOf(ReadOnlySpan<byte> utf8) => ((utf8[0] * 31) + (utf8[utf8.Length / 2] * 17) + (utf8[^1] * 7) + utf8.Length) % Known.Length;
}
