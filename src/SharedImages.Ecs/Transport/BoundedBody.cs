namespace SharedImages.Ecs;

/// <summary>Reads up to a limit what somebody else sends.</summary>
internal static class BoundedBody
{
    // What is announced may never come.
    private const int MostAtFirst = 256 * 1024;
    private const int UsuallyAtFirst = 16 * 1024;

    /// <summary>The body, in an array of its own; null when it is larger than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        using var body = await RentAsync(content, limit, cancellationToken);
        return body?.Memory.ToArray();
    }

    /// <summary>All that the stream gives, in an array of its own; null when it is more than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using var body = await RentAsync(stream, limit, UsuallyAtFirst, cancellationToken);
        return body?.Memory.ToArray();
    }

    /// <summary>The body, to be given back; null when it is larger than the limit.</summary>
    public static async Task<RentedBytes?> RentAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength;
        if (announced > limit)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);

        // One byte more, so that the end is seen without a larger array.
        return await RentAsync(stream, limit, (int)Math.Min(announced + 1 ?? UsuallyAtFirst, MostAtFirst), cancellationToken);
    }

    private static async Task<RentedBytes?> RentAsync(Stream stream, int limit, int capacity, CancellationToken cancellationToken)
    {
        var body = new RentedBytes(capacity);
        try
        {
            while (await stream.ReadAsync(body.Room(), cancellationToken) is var count and > 0)
            {
                body.Add(count);
                if (body.Length > limit)
                {
                    body.Dispose();
                    return null;
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}
