using System.Text;

namespace SharedImages.Ecs.Tests;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">For example <c>POST</c>.</param>
/// <param name="Target">Path and query, exactly as sent.</param>
/// <param name="Headers">By lower-case name; a header that came twice is joined with a comma.</param>
/// <param name="Body">Empty when there was none.</param>
internal sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Query => Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..];

    public IReadOnlyDictionary<string, string> Parameters => Query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);

    /// <summary>The next request on a connection; null when the other side has closed it.</summary>
    public static async Task<SeenRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (await ReadHeadAsync(stream, cancellationToken) is not { } head)
        {
            return null;
        }

        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1)
            .Select(line => line.Split(':', 2))
            .GroupBy(header => header[0].ToLowerInvariant(), header => header[1].Trim(), StringComparer.Ordinal)
            .ToDictionary(header => header.Key, header => string.Join(',', header), StringComparer.Ordinal);
        var body = new byte[headers.TryGetValue("content-length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new(start[0], start[1], headers, body);
    }

    private static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
