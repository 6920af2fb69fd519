using System.Globalization;
using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>
/// A NextToken of a listing whose order never changes (facts §2.0). It says with what the last page ended, not how much there was before:
/// what comes or goes meanwhile makes no page repeat or miss anything.
/// </summary>
/// <param name="Position">The last resource.</param>
/// <param name="Entries">How many entries of it there were.</param>
internal sealed record PositionToken(ListPosition Position, int Entries = 1)
{
    private const int MaxLength = 1024;

    /// <exception cref="ApiException">It is none.</exception>
    public static PositionToken Read(string token)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]).Split(':', 4) is ["after", var ticks, var entries, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            && int.TryParse(entries, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new PositionToken(new ListPosition(time, id), count)
            : throw Errors.InvalidParameter("NextToken");
    }

    /// <summary>The page of a call that pages by MaxResults and NextToken, and the token of the next; empty = there is none.</summary>
    public static (List<T> Page, string NextToken) PageOf<T>(Parameters parameters, Found<T> found, int least, int most)
        where T : class, IResource
    {
        var size = Math.Clamp(parameters.Int("MaxResults", fallback: 10, max: int.MaxValue), least, most);
        var (page, hasMore) = found.After(parameters.Optional("NextToken") is { } token ? Read(token).Position : null, size);
        return (page, hasMore ? new PositionToken(page[^1].Position).ToString() : "");
    }

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"after:{Position.Ticks}:{Entries}:{Position.Id}")));
}
