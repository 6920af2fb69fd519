namespace SharedImages.Ecs.Simulator;

/// <summary>Nonces that were used, per access key, for as long as the clock window would let them in again.</summary>
internal sealed class NonceMemory
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string AccessKeyId, string Nonce)> _used = [];
    private readonly PriorityQueue<(string AccessKeyId, string Nonce), DateTimeOffset> _byEnd = new();

    /// <returns>False when the key has used this nonce already.</returns>
    public bool TryUse(string accessKeyId, string nonce, DateTimeOffset now, DateTimeOffset until)
    {
        lock (_gate)
        {
            while (_byEnd.TryPeek(out var oldest, out var end) && end < now)
            {
                _used.Remove(oldest);
                _byEnd.Dequeue();
            }

            if (!_used.Add((accessKeyId, nonce)))
            {
                return false;
            }

            _byEnd.Enqueue((accessKeyId, nonce), until);
            return true;
        }
    }
}
