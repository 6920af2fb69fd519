namespace SharedImages.Ecs;

/// <summary>Parses a scalar's UTF-8 text.</summary>
internal delegate bool TryParseScalar<T>(ReadOnlySpan<byte> text, out T value);
