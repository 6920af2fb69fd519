using Google.Protobuf;

namespace SharedImages.Rehearsal;

/// <summary>A message that is kept as it goes over the wire: as objects it would take many times the memory.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="message">It; null = there is none.</param>
internal readonly struct Kept<T>(T? message)
    where T : class, IMessage<T>, new()
{
    private static readonly MessageParser<T> Parser = new(() => new());

    private readonly byte[]? bytes = message?.ToByteArray();

    /// <summary>A copy of it; what is changed in it is not kept.</summary>
    public T? Value => bytes is null ? null : Parser.ParseFrom(bytes);
}
