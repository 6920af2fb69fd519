using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Rehearsal;

/// <summary>Ids and the order of what could happen in any order: from the seed, or by chance.</summary>
internal sealed class Ids(long? seed)
{
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It is to be repeatable.")]
    private readonly Random? random = seed is { } value ? new Random(value.GetHashCode()) : null;

    public bool IsSeeded => random is not null;

    /// <summary>A new id of the form of a GUID.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It is to be repeatable.")]
    public string New()
    {
        if (random is null)
        {
            return Guid.CreateVersion7().ToString();
        }

        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>A worker's identity as histories name it: it holds a process id, which no seed decides.</summary>
    public string Worker(string identity) => IsSeeded ? "worker" : identity;

    /// <summary>The same of a client.</summary>
    public string Client(string identity) => IsSeeded ? "client" : identity;

    /// <summary>Which of so many comes next.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It is to be repeatable.")]
    public int Pick(int count) => random is null || count <= 1 ? 0 : random.Next(count);
}
