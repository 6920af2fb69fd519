using System.Globalization;
using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>Paging by MaxResults and NextToken: an empty token in the answer means the end (facts §2.0).</summary>
internal static class TokenPage
{
    public static (IEnumerable<T> Page, string NextToken) Of<T>(Parameters parameters, List<T> all, int fallback = 10, int least = 10, int most = 100)
    {
        var size = Math.Clamp(parameters.Int("MaxResults", fallback, max: int.MaxValue), least, most);
        var start = parameters.Optional("NextToken") is { } token ? Read(token) : 0;
        var end = start + size;
        return (all.Skip(start).Take(size), end < all.Count ? Write(end) : "");
    }

    private static string Write(int start) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"from:{start.ToString(CultureInfo.InvariantCulture)}"));

    private static int Read(string token)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]) is var text
            && text.StartsWith("from:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && start < int.MaxValue / 2
            ? start
            : throw Errors.InvalidParameter("NextToken");
    }
}
