using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>Nonces that were used, per access key, for as long as the clock window would let them in again.</summary>
internal sealed class NonceMemory
{
    private readonly Lock _gate = new();
    private readonly HashSet<UInt128> _used = [];
    private readonly PriorityQueue<UInt128, DateTimeOffset> _byEnd = new();

    /// <returns>False when the key has used this nonce already.</returns>
    public bool TryUse(string accessKeyId, string nonce, DateTimeOffset now, DateTimeOffset until)
    {
        var use = Hash(accessKeyId, nonce);
        lock (_gate)
        {
            while (_byEnd.TryPeek(out var oldest, out var end) && end < now)
            {
                _used.Remove(oldest);
                _byEnd.Dequeue();
            }

            if (!_used.Add(use))
            {
                return false;
            }

            _byEnd.Enqueue(use, until);
            return true;
        }
    }

    // There are hundreds of thousands of them.
    private static UInt128 Hash(string accessKeyId, string nonce) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{accessKeyId}/{nonce}")));
}
