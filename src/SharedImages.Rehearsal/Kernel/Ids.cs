using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Rehearsal;

/// <summary>
/// Ids, and the order of what could happen in any order: by chance, or from the seed. Then each follows from the seed and from what it is of,
/// so that nothing that comes sooner or later by the wall's clock shifts those of others.
/// </summary>
internal sealed class Ids(long? seed)
{
    private long tokens;

    public bool IsSeeded => seed is not null;

    /// <summary>An id of the form of a GUID.</summary>
    /// <param name="what">What it is of; no other id is of the same.</param>
    public string Of(FormattableString what) => seed is null ? Guid.CreateVersion7().ToString() : new Guid(Hash(what).AsSpan(0, 16)).ToString();

    /// <summary>What distinguishes a task that is with a worker; histories do not show it.</summary>
    public long NextToken() => ++tokens;

    /// <summary>Of what could happen in any order, the smallest comes first. Without a seed all are equal.</summary>
    public ulong Order(FormattableString what) => seed is null ? 0 : BinaryPrimitives.ReadUInt64BigEndian(Hash(what));

    /// <summary>A worker's identity as histories name it: it holds a process id, which no seed decides.</summary>
    public string Worker(string identity) => IsSeeded ? "worker" : identity;

    /// <summary>The same of a client.</summary>
    public string Client(string identity) => IsSeeded ? "client" : identity;

    private byte[] Hash(FormattableString what) => SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed} {FormattableString.Invariant(what)}")));
}
