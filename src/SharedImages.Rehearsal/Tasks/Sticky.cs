namespace SharedImages.Rehearsal;

/// <summary>The queue of the worker that has the run in its cache, and how long a task waits there.</summary>
internal sealed record Sticky(string Queue, TimeSpan Patience);
