using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>Nonces that were used, per access key, for as long as the clock window would let them in again.</summary>
internal sealed class NonceMemory
{
    private readonly Lock gate = new();
    private readonly HashSet<UInt128> used = [];
    private readonly PriorityQueue<UInt128, DateTimeOffset> byEnd = new();

    /// <returns>False when the key has used this nonce already.</returns>
    public bool TryUse(string accessKeyId, string nonce, DateTimeOffset now, DateTimeOffset until)
    {
        var use = Hash(accessKeyId, nonce);
        lock (gate)
        {
            while (byEnd.TryPeek(out var oldest, out var end) && end < now)
            {
                used.Remove(oldest);
                byEnd.Dequeue();
            }

            if (!used.Add(use))
            {
                return false;
            }

            byEnd.Enqueue(use, until);
            return true;
        }
    }

    // There are hundreds of thousands of them.
    private static UInt128 Hash(string accessKeyId, string nonce) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{accessKeyId}/{nonce}")));
}
