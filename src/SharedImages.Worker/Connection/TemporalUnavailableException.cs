namespace SharedImages.Worker;

/// <summary>Temporal cannot be used: unreachable, refused, namespace or search attributes missing, or a bad configuration. The message says what to do.</summary>
public sealed class TemporalUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
