using System.IO.Compression;
using Google.Protobuf;

namespace SharedImages.Rehearsal;

/// <summary>Some events that follow one another, packed.</summary>
internal sealed class HistoryPack
{
    private readonly byte[] packed;

    private HistoryPack(byte[] packed, int count)
    {
        this.packed = packed;
        Count = count;
    }

    /// <summary>How many events.</summary>
    public int Count { get; }

    /// <param name="events">As they go over the wire.</param>
    public static HistoryPack Of(IReadOnlyCollection<byte[]> events)
    {
        using var stream = new MemoryStream();
        using (var packing = new BrotliStream(stream, CompressionLevel.Fastest))
        using (var output = new CodedOutputStream(packing))
        {
            foreach (var bytes in events)
            {
                output.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes));
            }
        }

        return new(stream.ToArray(), events.Count);
    }

    /// <summary>All of them, again as they go over the wire.</summary>
    public IEnumerable<byte[]> Unpack()
    {
        using var input = new CodedInputStream(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
        for (var left = Count; left > 0; left--)
        {
            yield return input.ReadBytes().ToByteArray();
        }
    }
}
