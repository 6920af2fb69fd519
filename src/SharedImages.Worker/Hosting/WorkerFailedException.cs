namespace SharedImages.Worker;

/// <summary>A worker could not start or died. The message says why and what to do, in one or two lines.</summary>
public sealed class WorkerFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
