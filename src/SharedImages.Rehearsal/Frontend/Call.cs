namespace SharedImages.Rehearsal;

/// <summary>Who calls, and until when.</summary>
internal sealed record Call(Kernel Kernel, Connection Connection, CancellationToken Cancellation);
