using System.Buffers;

namespace SharedImages.Ecs;

/// <summary>Bytes in an array that is lent. It is given back empty: some answers hold keys.</summary>
internal sealed class RentedBytes(int capacity) : IDisposable
{
    private byte[] array = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 1));

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => array.AsMemory(0, Length);

    public static RentedBytes Of(ReadOnlySpan<byte> bytes)
    {
        var rented = new RentedBytes(bytes.Length);
        bytes.CopyTo(rented.array);
        rented.Length = bytes.Length;
        return rented;
    }

    /// <summary>Room for more behind what is there, never none.</summary>
    public Memory<byte> Room()
    {
        if (Length == array.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(array.Length * 2);
            Memory.CopyTo(larger);
            GiveBack();
            array = larger;
        }

        return array.AsMemory(Length);
    }

    /// <summary>So many bytes of <see cref="Room"/> have been written.</summary>
    public void Add(int count) => Length += count;

    public void Dispose()
    {
        GiveBack();
        (array, Length) = ([], 0);
    }

    private void GiveBack()
    {
        if (array.Length > 0)
        {
            array.AsSpan(0, Length).Clear();
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
